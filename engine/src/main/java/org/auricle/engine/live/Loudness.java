package org.auricle.engine.live;

import org.auricle.engine.recognition.VoiceProbabilities;

/**
 * Stands in for a detector of speech where a stream need only be cut somewhere: the louder, the
 * likelier that somebody speaks. Not thread-safe.
 */
final class Loudness implements VoiceProbabilities {
  private static final double WINDOW_SECONDS = 0.05;

  private final int window; // samples
  private final double rate;
  private double energy; // of the window in the making
  private int count; // its samples

  Loudness(int sampleRateHz) {
    window = Math.max(1, (int) Math.round(WINDOW_SECONDS * sampleRateHz));
    rate = sampleRateHz;
  }

  @Override
  public double windowSeconds() {
    return window / rate;
  }

  @Override
  public float[] accept(float[] samples, int offset, int length) {
    float[] levels = new float[(count + length) / window];
    int complete = 0;
    for (int i = offset; i < offset + length; i++) {
      energy += (double) samples[i] * samples[i];
      if (++count == window) {
        levels[complete++] = level();
      }
    }
    return levels;
  }

  @Override
  public float[] finish() {
    return count == 0 ? new float[0] : new float[] {level()};
  }

  /** Root mean square, 1 for anything louder than a full-scale square wave. */
  private float level() {
    float level = (float) Math.min(1, Math.sqrt(energy / window));
    energy = 0;
    count = 0;
    return level;
  }
}
