package org.auricle.models;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.CellOptions;
import org.auricle.engine.recognition.ConfidenceOptions;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.VoiceActivityDetector;

/** A tiny bundle with random weights. */
final class TestBundles {
  static final TokenTable TOKENS = new TokenTable(List.of("<blank>", " ", "a", "b"), 0);

  static final BundleManifest MANIFEST =
      new BundleManifest(
          BundleManifest.SCHEMA_VERSION,
          "tiny",
          "random weights, for tests",
          List.of("en"),
          FeatureOptions.DEFAULT,
          new BundleManifest.Acoustic.BiLstm(2, 5, CellOptions.DEFAULT, 0),
          0,
          BeamOptions.DEFAULT,
          BundleManifest.Language.DEFAULT,
          new ChunkOptions(4, 4),
          new BundleManifest.Training(List.of("nothing"), "Apache-2.0", 0, 0, 0, 100, 100),
          Map.of());

  private TestBundles() {}

  static ModelBundle bundle() {
    return new ModelBundle(MANIFEST, TOKENS, weights(), "", "tiny", 0);
  }

  /** One whose network wants half a second of quiet around what is short. */
  static ModelBundle bundleThatWantsQuiet() {
    BundleManifest m = MANIFEST;
    BundleManifest manifest =
        new BundleManifest(
            m.schemaVersion(),
            m.name(),
            m.description(),
            m.languages(),
            m.features(),
            new BundleManifest.Acoustic.BiLstm(2, 5, CellOptions.DEFAULT, 0.5),
            m.blank(),
            m.decoder(),
            m.language(),
            m.streaming(),
            m.training(),
            m.sha256());
    return new ModelBundle(manifest, TOKENS, weights(), "", "tiny", 0);
  }

  /**
   * Its recognizer.
   *
   * @param gate whether the detector keeps what it does not take for speech from becoming words
   */
  static Recognizer recognizer(
      ConfidenceOptions confidence, VoiceActivityDetector detector, boolean gate)
      throws IOException {
    ModelBundle bundle = bundle();
    return new Recognizer(
        new FeaturePipeline(MANIFEST.features()),
        RecognizerFactory.acousticModel(bundle, RuntimeOptions.DEFAULT),
        bundle.language().decoder(TOKENS, MANIFEST.decoder(), MANIFEST.language()),
        TOKENS,
        confidence,
        Optional.of(detector),
        gate,
        0);
  }

  static BiLstmWeights weights() {
    BiLstmConfig config = new BiLstmConfig(MANIFEST.features().dim(), 2, 5, TOKENS.size());
    BiLstmNetwork network = new BiLstmNetwork(config, 0, Parallel.single());
    network.initialize(3);
    return network.weights();
  }
}
