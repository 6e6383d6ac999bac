package org.auricle.acoustic.augment;

import java.util.SplittableRandom;

/** Noise without recordings, of mean power 1 as far as a finite stretch has it. */
public final class ColoredNoise {
  private static final double UNIFORM = Math.sqrt(3); // deviation 1

  private ColoredNoise() {}

  /** White noise: the same power at all frequencies. */
  public static float[] white(int samples, SplittableRandom random) {
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) (UNIFORM * (2 * random.nextDouble() - 1));
    }
    return noise;
  }

  /** White noise of a mean power. */
  static float[] white(int samples, double power, SplittableRandom random) {
    float[] noise = white(samples, random);
    float scale = (float) Math.sqrt(power);
    for (int i = 0; i < samples; i++) {
      noise[i] *= scale;
    }
    return noise;
  }

  /** Pink noise: three decibels less an octave up (Kellet's filter of 1999). */
  public static float[] pink(int samples, SplittableRandom random) {
    float[] noise = filteredPink(samples, random);
    double power = 0;
    for (float x : noise) {
      power += x * x;
    }
    float gain = power == 0 ? 0 : (float) Math.sqrt(samples / power);
    for (int i = 0; i < samples; i++) {
      noise[i] *= gain;
    }
    return noise;
  }

  /** Pink noise as the filter gives it, of whatever power that is. */
  public static float[] filteredPink(int samples, SplittableRandom random) {
    float[] noise = new float[samples];
    double b0 = 0;
    double b1 = 0;
    double b2 = 0;
    for (int i = 0; i < samples; i++) {
      double white = 2 * random.nextDouble() - 1;
      b0 = 0.99765 * b0 + white * 0.0990460;
      b1 = 0.96300 * b1 + white * 0.2965164;
      b2 = 0.57000 * b2 + white * 1.0526913;
      noise[i] = (float) (b0 + b1 + b2 + white * 0.1848);
    }
    return noise;
  }
}
