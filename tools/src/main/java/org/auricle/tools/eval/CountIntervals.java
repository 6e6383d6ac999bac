package org.auricle.tools.eval;

/**
 * 95 % intervals of counts whose events do not depend on each other. Where they do, as misses of
 * one speaker or false alarms of similar phrases, they are too narrow.
 */
final class CountIntervals {
  private static final double Z = 1.959963984540054; // of the normal distribution, 2.5 % above
  private static final double TAIL = 0.025;
  private static final double PERCENT = 100;
  private static final int HALVINGS = 60; // beyond the precision of a double

  private CountIntervals() {}

  /** Of a share, percent: Wilson 1927's score interval. Everything, of no trials. */
  static Interval percent(int events, int trials) {
    if (trials == 0) {
      return new Interval(0, PERCENT);
    }
    double n = trials;
    double p = events / n;
    double middle = p + Z * Z / (2 * n);
    double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    double scale = PERCENT / (1 + Z * Z / n);
    return new Interval(
        events == 0 ? 0 : scale * (middle - half),
        events == trials ? PERCENT : scale * (middle + half));
  }

  /**
   * Of events an hour: Garwood 1936's interval of a Poisson mean, which none at all has, too.
   * Everything, in no time.
   */
  static Interval rate(int events, double hours) {
    if (hours == 0) {
      return new Interval(0, Double.POSITIVE_INFINITY);
    }
    double low = events == 0 ? 0 : mean(events - 1, 1 - TAIL);
    return new Interval(low / hours, mean(events, TAIL) / hours);
  }

  /** The mean at which so many events or fewer have a probability. */
  private static double mean(int events, double probability) {
    double low = 0;
    double high = 2 * events + 10;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (atMost(events, middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Poisson probability of so many events or fewer. */
  private static double atMost(int events, double mean) {
    double log = -mean; // of the term's probability
    double sum = Math.exp(log);
    for (int k = 1; k <= events; k++) {
      log += Math.log(mean / k);
      sum += Math.exp(log);
    }
    return sum;
  }
}
