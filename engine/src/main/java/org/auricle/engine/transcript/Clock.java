package org.auricle.engine.transcript;

import java.util.Locale;

/** Times as formats write them. */
final class Clock {
  private static final double MILLIS = 1000;

  private Clock() {}

  static long millis(double seconds) {
    return Math.round(seconds * MILLIS);
  }

  /** Seconds with three decimals. */
  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
  }

  /** Hours, minutes, seconds and thousandths. */
  static String hours(long millis, char decimal) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        decimal,
        millis % 1000);
  }
}
