package org.auricle.acoustic.onnx.family;

import java.util.List;
import java.util.Optional;
import org.auricle.acoustic.onnx.OnnxElementType;
import org.auricle.acoustic.onnx.OnnxExporter;
import org.auricle.acoustic.onnx.OnnxFamily;
import org.auricle.acoustic.onnx.OnnxForm;
import org.auricle.acoustic.onnx.OnnxMetadata;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.acoustic.onnx.OnnxModelDescription.Chunking;
import org.auricle.acoustic.onnx.OnnxModelDescription.Layout;
import org.auricle.acoustic.onnx.OnnxModelDescription.Lengths;
import org.auricle.acoustic.onnx.OnnxModelDescription.Posteriors;
import org.auricle.acoustic.onnx.OnnxModelDescription.Signal;
import org.auricle.acoustic.onnx.family.Finding.Source;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeatureOptions.Normalization;
import org.auricle.engine.feature.WaveformOptions;

/** Our own exports, which say everything about themselves. */
final class OwnExport {
  private OwnExport() {}

  static Optional<RecognizedModel> recognize(ModelClues clues) {
    Inquiry inquiry = new Inquiry(clues);
    Optional<OnnxMetadata> metadata;
    try {
      metadata = OnnxMetadata.read(clues.model().metadata());
    } catch (IllegalArgumentException e) {
      throw inquiry.problem("metadata", e.getMessage(), "as auricle export writes it");
    }
    return metadata.map(m -> model(inquiry, m));
  }

  private static RecognizedModel model(Inquiry inquiry, OnnxMetadata metadata) {
    requireSameTokens(inquiry, metadata);
    boolean waveform = metadata.form() == OnnxForm.WAVEFORM;
    FeatureOptions features =
        waveform
            ? new FeatureOptions(
                new WaveformOptions(metadata.features().frontEnd().sampleRateHz()),
                0,
                2,
                Normalization.NONE,
                1,
                1)
            : metadata.features();
    int subsampling =
        waveform
            ? (int)
                Math.round(metadata.features().frameShiftSeconds() / features.frameShiftSeconds())
            : 1;
    inquiry.note("family", "auricle", Source.METADATA, OnnxMetadata.MODEL_TYPE_VALUE);
    inquiry.note("features", waveform ? "waveform" : "in full", Source.METADATA, "features");
    inquiry.note("tokens", "" + metadata.tokens().size(), Source.METADATA, "tokens");
    OnnxModelDescription description =
        new OnnxModelDescription(
            OnnxFamily.AURICLE,
            new Signal(
                new TensorRoles(inquiry).signal().name(),
                waveform ? Layout.BATCH_SAMPLES : Layout.BATCH_TIME_DIM,
                OnnxElementType.FLOAT,
                1,
                features.dim()),
            List.of(new Lengths(OnnxExporter.LENGTHS, OnnxElementType.INT64)),
            List.of(),
            new Posteriors(OnnxExporter.LOG_PROBS, true, List.of(OnnxExporter.LOG_PROB_LENGTHS)),
            subsampling,
            metadata.tokens().size(),
            List.of(),
            Chunking.NONE);
    TrialRun.subsampling(inquiry.clues(), description, features); // whether it computes at all
    return new RecognizedModel(description, features, metadata.tokens(), inquiry.findings());
  }

  /** A list that contradicts the model's own is another model's. */
  private static void requireSameTokens(Inquiry inquiry, OnnxMetadata metadata) {
    ModelClues clues = inquiry.clues();
    if (!clues.symbols().isEmpty() && !clues.symbols().equals(metadata.tokens().symbols())) {
      throw inquiry.problem(
          "tokens",
          clues.symbols().size() + " in " + clues.symbolsFile(),
          "the " + metadata.tokens().size() + " of its metadata, for which no file is needed");
    }
  }
}
