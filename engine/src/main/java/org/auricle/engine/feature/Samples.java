package org.auricle.engine.feature;

/** What samples must be. */
final class Samples {
  /** Far above any real signal, and far below where the power of a frame overflows a float. */
  private static final float MAX_MAGNITUDE = 1e6f;

  private Samples() {}

  /**
   * Refuses samples that would poison the features of a whole utterance.
   *
   * @param position of samples[offset] in the stream
   * @throws IllegalArgumentException naming the sample, counted from the start of the stream
   */
  static void check(float[] samples, int offset, int n, long position) {
    for (int i = offset; i < offset + n; i++) {
      if (!(Math.abs(samples[i]) <= MAX_MAGNITUDE)) {
        throw new IllegalArgumentException(
            "sample "
                + (position + i - offset)
                + ": "
                + samples[i]
                + " (expected: finite, nominally -1..1)");
      }
    }
  }
}
