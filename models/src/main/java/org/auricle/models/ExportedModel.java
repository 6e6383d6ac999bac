package org.auricle.models;

import java.nio.file.Path;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.acoustic.onnx.OnnxAcousticModel;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import org.auricle.acoustic.onnx.family.ModelClues;
import org.auricle.acoustic.onnx.family.OnnxFamilies;
import org.auricle.acoustic.onnx.family.RecognizedModel;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.TokenTable;

/**
 * A model in ONNX that says everything about itself, run by ONNX Runtime as a stranger would run
 * it: by its file alone.
 *
 * @param features from samples to its input
 * @param acoustic closed with it
 * @param tokens what it emits
 */
public record ExportedModel(FeaturePipeline features, AcousticModel acoustic, TokenTable tokens)
    implements AutoCloseable {

  /**
   * Opens a file.
   *
   * @throws OnnxModelException if it cannot be used, or does not say enough
   */
  public static ExportedModel open(Path file, RuntimeOptions options) {
    RecognizedModel model = OnnxFamilies.recognize(ModelClues.of(OnnxModelInfo.read(file)));
    AcousticModel acoustic =
        OnnxAcousticModel.open(
            file,
            file.toString(),
            model.description(),
            model.features().frameShiftSeconds(),
            ChunkOptions.DEFAULT,
            options.onnx());
    return new ExportedModel(new FeaturePipeline(model.features()), acoustic, model.tokens());
  }

  @Override
  public void close() {
    acoustic.close();
  }
}
