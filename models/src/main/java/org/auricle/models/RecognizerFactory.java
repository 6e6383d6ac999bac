package org.auricle.models;

import java.io.IOException;
import java.util.Optional;
import org.auricle.acoustic.bilstm.BiLstmAcousticModel;
import org.auricle.acoustic.onnx.OnnxAcousticModel;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.decoder.bias.BiasCompiler;
import org.auricle.decoder.ctc.Fusion;
import org.auricle.decoder.ctc.PrefixBeamSearch;
import org.auricle.decoder.grammar.RejectingDecoder;
import org.auricle.decoder.grammar.RejectionOptions;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.models.BundleManifest.Acoustic;

/** Wires a bundle into a recognizer. */
public final class RecognizerFactory {
  private RecognizerFactory() {}

  /**
   * A recognizer with the bundle's own settings.
   *
   * @param options where and on how many threads its network runs
   * @throws BundleException if a model in ONNX cannot be read any more
   * @throws OnnxModelException if it is not what the bundle says it is
   */
  public static Recognizer create(ModelBundle bundle, RuntimeOptions options) throws IOException {
    AcousticModel acoustic = acoustic(bundle, options);
    try {
      return new Recognizer(
          new FeaturePipeline(bundle.manifest().features()),
          acoustic,
          decoder(bundle),
          bundle.tokens());
    } catch (RuntimeException e) {
      acoustic.close();
      throw e;
    }
  }

  private static CtcDecoder decoder(ModelBundle bundle) {
    TokenTable tokens = bundle.tokens();
    CtcDecoder search =
        new PrefixBeamSearch(
            tokens,
            bundle.manifest().decoder(),
            Fusion.NONE,
            new BiasCompiler(tokens, Optional.empty()));
    return new RejectingDecoder(search, tokens.blank(), RejectionOptions.DEFAULT);
  }

  private static AcousticModel acoustic(ModelBundle bundle, RuntimeOptions options)
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
