package org.auricle.engine.feature;

/** Frames of one utterance through a {@link FrameTransform}. Not thread-safe. */
public interface FrameStream {

  /**
   * Takes the next frames.
   *
   * @return the frames that became complete, possibly none
   * @throws IllegalArgumentException if the width is not the one expected
   */
  FeatureMatrix accept(FeatureMatrix frames);

  /** Ends the utterance. Returns the remaining frames; the stream takes nothing after this. */
  FeatureMatrix finish();
}
