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
   * @param threads for one utterance, 1 or more; more than 2 bring nothing, one a direction
   */
  public static Recognizer create(ModelBundle bundle, int threads) {
    BundleManifest manifest = bundle.manifest();
    return new Recognizer(
        new FeaturePipeline(manifest.features()),
        new BiLstmAcousticModel(
            bundle.weights(),
            manifest.features().frameShiftSeconds(),
            manifest.streaming(),
            threads == 1 ? Parallel.single() : Parallel.of(Math.min(threads, 2))),
        new PrefixBeamSearch(bundle.tokens(), manifest.decoder()),
        bundle.tokens());
  }
}
