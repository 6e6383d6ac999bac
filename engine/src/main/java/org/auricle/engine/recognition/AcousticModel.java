package org.auricle.engine.recognition;

import java.util.ArrayList;
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

  /**
   * The same with another latency.
   *
   * @throws IllegalArgumentException if the model does not allow it; one whose latency is built in
   *     allows its own only
   */
  default AcousticStream newStream(StreamLatency latency) {
    if (!latency.equals(latency())) {
      throw new IllegalArgumentException(
          "latency: " + latency + " (expected: " + latency() + ", the model's own)");
    }
    return newStream();
  }

  /** The latency of {@link #newStream()}. */
  default StreamLatency latency() {
    return new StreamLatency(frameShiftSeconds(), 0);
  }

  /**
   * What {@code streams.get(i).accept(features.get(i))} returns for each i, bit for bit, computed
   * together, which some models do faster.
   *
   * @param streams of this model, no two of them the same
   * @throws IllegalArgumentException as for one
   */
  default List<LogPosteriors> advance(List<AcousticStream> streams, List<FeatureMatrix> features) {
    List<LogPosteriors> posteriors = new ArrayList<>(streams.size());
    for (int i = 0; i < streams.size(); i++) {
      posteriors.add(streams.get(i).accept(features.get(i)));
    }
    return posteriors;
  }

  @Override
  void close();
}
