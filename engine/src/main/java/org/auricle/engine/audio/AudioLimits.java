package org.auricle.engine.audio;

import java.util.Optional;

/** The ranges outside which a header is a lie or a mistake rather than audio for a recogniser. */
final class AudioLimits {
  static final int MIN_SAMPLE_RATE = 8_000;
  static final int MAX_SAMPLE_RATE = 192_000;
  static final int MAX_CHANNELS = 64;

  private AudioLimits() {}

  /** What is wrong with the rate, if anything. */
  static Optional<String> checkRate(long hertz) {
    return check("sample rate", hertz, MIN_SAMPLE_RATE, MAX_SAMPLE_RATE, " Hz");
  }

  /** What is wrong with the number of channels, if anything. */
  static Optional<String> checkChannels(long channels) {
    return check("channels", channels, 1, MAX_CHANNELS, "");
  }

  private static Optional<String> check(String what, long value, int min, int max, String unit) {
    return value >= min && value <= max
        ? Optional.empty()
        : Optional.of(what + ": " + value + unit + " (expected: " + min + ".." + max + unit + ")");
  }
}
