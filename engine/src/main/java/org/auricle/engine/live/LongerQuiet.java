package org.auricle.engine.live;

import java.util.Arrays;

/**
 * Speech with a longer quiet after it than there has been. A network that reads backwards, too, and
 * has learned from recordings that end in quiet is at a loss where speech is the last that it
 * hears; what has been heard of the quiet is heard again, backwards and forwards in turn.
 */
final class LongerQuiet {
  /** Chosen on half of the coffee orders, of whose ends three tenths of a second were heard. */
  static final double SECONDS = 1.5;

  /** The room's answer to the last sound is not heard again. */
  private static final double ECHO_SECONDS = 0.1;

  private LongerQuiet() {}

  /**
   * Makes the quiet last a second and a half.
   *
   * @param heard ends in quiet
   * @param quiet samples of it
   */
  static float[] after(float[] heard, int quiet, int sampleRateHz) {
    int missing = (int) Math.round(SECONDS * sampleRateHz) - quiet;
    int source = quiet - (int) Math.round(ECHO_SECONDS * sampleRateHz);
    if (missing <= 0 || source <= 0) {
      return heard;
    }
    float[] longer = Arrays.copyOf(heard, heard.length + missing);
    for (int i = 0; i < missing; i++) {
      int back = i % (2 * source);
      int mirrored = back < source ? back : 2 * source - 1 - back;
      longer[heard.length + i] = heard[heard.length - 1 - mirrored];
    }
    return longer;
  }
}
