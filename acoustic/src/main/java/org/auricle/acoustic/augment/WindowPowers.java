package org.auricle.acoustic.augment;

import java.util.Arrays;

/**
 * The mean power of each window of a recording.
 *
 * @param powers by window; of the whole, if the recording is shorter than one
 * @param window samples in a window
 */
record WindowPowers(double[] powers, int window) {
  private static final double WINDOW_SECONDS = 0.02;

  /** A share of the windows that may be as soft as any; clicks and drop-outs are fewer. */
  private static final double OUTLIERS = 0.05;

  private static final double SILENT = 1e-9; // a digital zero has no decibels

  static WindowPowers of(float[] samples, int sampleRateHz) {
    int window = (int) (WINDOW_SECONDS * sampleRateHz);
    double[] powers = new double[Math.max(1, samples.length / window)];
    for (int w = 0; w < powers.length; w++) {
      int end = Math.min((w + 1) * window, samples.length);
      double sum = 0;
      for (int i = w * window; i < end; i++) {
        sum += samples[i] * samples[i];
      }
      powers[w] = sum / Math.max(1, end - w * window);
    }
    return new WindowPowers(powers, window);
  }

  /** The quietest window's. */
  double least() {
    return Arrays.stream(powers).min().orElseThrow();
  }

  /**
   * Where the first window begins that is louder than a share of the way, in decibels, from the
   * quiet windows to the loud ones; 0 if they are all alike.
   */
  int firstLouder(double share) {
    double limit = limit(share);
    int w = 0;
    while (w < powers.length && powers[w] <= limit) {
      w++;
    }
    return w == powers.length ? 0 : w * window;
  }

  /** Where the last such window ends; the recording's length if they are all alike. */
  int lastLouder(double share) {
    double limit = limit(share);
    int w = powers.length;
    while (w > 0 && powers[w - 1] <= limit) {
      w--;
    }
    return (w == 0 ? powers.length : w) * window;
  }

  private double limit(double share) {
    double[] sorted = powers.clone();
    Arrays.sort(sorted);
    int outliers = (int) (OUTLIERS * sorted.length);
    double quiet = Math.log(sorted[outliers] + SILENT);
    double loud = Math.log(sorted[sorted.length - 1 - outliers] + SILENT);
    return Math.exp(quiet + share * (loud - quiet)) - SILENT;
  }
}
