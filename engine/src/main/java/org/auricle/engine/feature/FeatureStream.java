package org.auricle.engine.feature;

/** Features of one utterance as its audio arrives. Not thread-safe. */
public interface FeatureStream {

  /**
   * Takes the next samples, in [-1, 1] at the extractor's rate.
   *
   * @return the frames that became complete, possibly none
   * @throws IllegalArgumentException if a sample is NaN, infinite or beyond 1e6 in magnitude,
   *     naming the first such, counted from the start of the stream; the stream is then unchanged
   */
  FeatureMatrix accept(float[] samples, int offset, int length);

  /** Ends the utterance. Returns the remaining frames; the stream takes nothing after this. */
  FeatureMatrix finish();
}
