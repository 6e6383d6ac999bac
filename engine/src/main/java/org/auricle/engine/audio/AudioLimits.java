package org.auricle.engine.audio;

import java.util.Optional;

/** The ranges outside which a header is a lie or a mistake rather than audio for a recogniser. */
final class AudioLimits {
  static final int MIN_SAMPLE_RATE = 8_000;
  static final int MAX_SAMPLE_RATE = 192_000;
  static final int MAX_CHANNELS = 64;

  /**
   * Floating-point audio may exceed full scale, even by being scaled to 16 bits; beyond that it is
   * not audio, and squares of it would soon leave the range of a float.
   */
  private static final float MAX_MAGNITUDE = 32_768f;

  private AudioLimits() {}

  /** What is wrong with the rate, if anything. */
  static Optional<String> checkRate(long hertz) {
    return check("sample rate", hertz, MIN_SAMPLE_RATE, MAX_SAMPLE_RATE, " Hz");
  }

  /** What is wrong with the number of channels, if anything. */
  static Optional<String> checkChannels(long channels) {
    return check("channels", channels, 1, MAX_CHANNELS, "");
  }

  /** The first of {@code count} samples that is not audio, or -1. */
  static int firstImplausible(float[] samples, int count) {
    for (int i = 0; i < count; i++) {
      if (!(Math.abs(samples[i]) <= MAX_MAGNITUDE)) {
        return i;
      }
    }
    return -1;
  }

  /** What is wrong with such a sample. */
  static String implausible(float sample) {
    return "sample: " + sample + " (expected: a finite number, nominally in [-1, 1])";
  }

  private static Optional<String> check(String what, long value, int min, int max, String unit) {
    return value >= min && value <= max
        ? Optional.empty()
        : Optional.of(what + ": " + value + unit + " (expected: " + min + ".." + max + unit + ")");
  }
}
