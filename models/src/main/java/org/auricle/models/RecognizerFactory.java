package org.auricle.models;

import org.auricle.acoustic.bilstm.BiLstmAcousticModel;
import org.auricle.decoder.ctc.PrefixBeamSearch;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.recognition.Recognizer;

/** Wires a bundle into a recognizer. */
public final class RecognizerFactory {
  private RecognizerFactory() {}

  /**
   * A recognizer with the bundle's own settings.
   *
   * @param options where and on how many threads its network runs
   */
  public static Recognizer create(ModelBundle bundle, RuntimeOptions options) {
    BundleManifest manifest = bundle.manifest();
    return new Recognizer(
        new FeaturePipeline(manifest.features()),
        new BiLstmAcousticModel(
            bundle.weights(),
            manifest.features().frameShiftSeconds(),
            manifest.streaming(),
            options.threads() == 1
                ? Parallel.single()
                : Parallel.of(Math.min(options.threads(), 2))),
        new PrefixBeamSearch(bundle.tokens(), manifest.decoder()),
        bundle.tokens());
  }
}
