package org.auricle.models;

import java.io.IOException;
import org.auricle.acoustic.bilstm.BiLstmAcousticModel;
import org.auricle.acoustic.onnx.OnnxAcousticModel;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.models.BundleManifest.Acoustic;

/**
 * Wires a bundle into a recognizer. Whoever has files to transcribe takes a {@link Transcriber}.
 */
public final class RecognizerFactory {
  private RecognizerFactory() {}

  /**
   * Opens a bundle, with {@link RuntimeOptions#DEFAULT}.
   *
   * @param nameOrPath as for {@link Models#open}
   * @throws BundleException if there is none, or it cannot be used
   */
  public static Recognizer open(String nameOrPath) throws IOException {
    return create(Models.open(nameOrPath), RuntimeOptions.DEFAULT);
  }

  /**
   * A recognizer with the bundle's own settings.
   *
   * @param options where and on how many threads its network runs
   * @throws BundleException if a model in ONNX cannot be read any more
   * @throws OnnxModelException if it is not what the bundle says it is
   */
  public static Recognizer create(ModelBundle bundle, RuntimeOptions options) throws IOException {
    AcousticModel acoustic = acousticModel(bundle, options);
    try {
      return new Recognizer(
          new FeaturePipeline(bundle.manifest().features()),
          acoustic,
          bundle
              .language()
              .decoder(bundle.tokens(), bundle.manifest().decoder(), bundle.manifest().language()),
          bundle.tokens(),
          bundle.manifest().language().confidence(),
          VoiceDetectors.of(bundle),
          options.voiceGate(),
          bundle.manifest().acoustic() instanceof Acoustic.BiLstm own ? own.quietSeconds() : 0);
    } catch (RuntimeException e) {
      acoustic.close();
      throw e;
    }
  }

  /**
   * The network of a bundle alone.
   *
   * @throws BundleException if a model in ONNX cannot be read any more
   * @throws OnnxModelException if it is not what the bundle says it is
   */
  public static AcousticModel acousticModel(ModelBundle bundle, RuntimeOptions options)
      throws IOException {
    BundleManifest manifest = bundle.manifest();
    double shiftSeconds = manifest.features().frameShiftSeconds();
    if (bundle.network() instanceof OnnxFiles files) {
      OnnxModelDescription description = ((Acoustic.Onnx) manifest.acoustic()).model();
      return files.use(
          path ->
              OnnxAcousticModel.open(
                  path,
                  files.name(),
                  description,
                  shiftSeconds,
                  manifest.streaming(),
                  options.onnx()));
    }
    int threads = Math.min(options.threads(), 2);
    return new BiLstmAcousticModel(
        bundle.weights(),
        options.precision(),
        shiftSeconds,
        manifest.streaming(),
        threads == 1 ? Parallel.single() : Parallel.of(threads));
  }
}
