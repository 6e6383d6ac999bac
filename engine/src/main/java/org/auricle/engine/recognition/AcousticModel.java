package org.auricle.engine.recognition;

import org.auricle.engine.feature.FeatureMatrix;

/**
 * Port: features to frame log-posteriors. Thread-safe; state belongs to an {@link AcousticStream}.
 */
public interface AcousticModel extends AutoCloseable {

  /** Values a feature frame must have. */
  int featureDim();

  /** Tokens, blank included. */
  int vocabularySize();

  /**
   * Scores a whole utterance.
   *
   * @throws IllegalArgumentException if the features' width is not {@link #featureDim()}
   */
  LogPosteriors score(FeatureMatrix features);

  /** A stream with low latency, whose posteriors approximate those of {@link #score}. */
  AcousticStream newStream();

  @Override
  void close();
}
