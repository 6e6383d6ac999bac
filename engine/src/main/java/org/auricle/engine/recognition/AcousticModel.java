package org.auricle.engine.recognition;

import java.util.List;
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
   * Seconds from one row of the posteriors to the next: the features' shift, times the model's
   * subsampling if it has any.
   */
  double frameShiftSeconds();

  /**
   * Scores a whole utterance.
   *
   * @throws IllegalArgumentException if the features' width is not {@link #featureDim()}
   */
  LogPosteriors score(FeatureMatrix features);

  /**
   * Scores whole utterances together, which some models do faster. The results are those of {@link
   * #score(FeatureMatrix)} one by one, in the same order, up to rounding.
   *
   * @throws IllegalArgumentException as for one
   */
  default List<LogPosteriors> score(List<FeatureMatrix> batch) {
    return batch.stream().map(this::score).toList();
  }

  /** A stream with low latency, whose posteriors approximate those of {@link #score}. */
  AcousticStream newStream();

  @Override
  void close();
}
