package org.auricle.engine.recognition;

/**
 * How probable it is that somebody speaks, window by window, as the audio of one recording arrives.
 * Window <i>i</i> starts at <i>i</i> times {@link #windowSeconds}. Not thread-safe.
 */
public interface VoiceProbabilities {

  /** From the start of one window to the start of the next. */
  double windowSeconds();

  /**
   * Takes the next samples, in [-1, 1] at the rate announced.
   *
   * @return the probability of speech of each window that became complete, in order, possibly none
   * @throws IllegalArgumentException if a sample is not finite
   */
  float[] accept(float[] samples, int offset, int length);

  /**
   * Ends the recording; the windows that were incomplete are filled up with silence. Takes nothing
   * after this.
   */
  float[] finish();
}
