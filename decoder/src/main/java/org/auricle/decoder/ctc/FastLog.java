package org.auricle.decoder.ctc;

/**
 * Sums of probabilities that are held as natural logarithms, from a table of cubics: the search
 * spends much of its time on them. Never above the truth, and less than {@link #ERROR} below it.
 */
final class FastLog {
  /** Most that a sum is too small by. */
  static final double ERROR = 2e-7;

  private static final int STEPS = 8; // intervals a nat
  private static final double RANGE = 40; // doubles see 37 nats
  private static final double[] CUBICS = cubics();

  private FastLog() {}

  /** ln(exp(a) + exp(b)). */
  static double add(double a, double b) {
    double high = Math.max(a, b);
    double distance = high - Math.min(a, b);
    if (!(distance < RANGE)) {
      return high; // also where both are negative infinity
    }
    double x = distance * STEPS;
    int interval = (int) x;
    double f = x - interval;
    int i = 4 * interval;
    return high + (((CUBICS[i + 3] * f + CUBICS[i + 2]) * f + CUBICS[i + 1]) * f + CUBICS[i]);
  }

  /** Per interval, the cubic with ln(1 + exp(-x))'s values and slopes at both ends (Hermite). */
  private static double[] cubics() {
    int intervals = (int) (STEPS * RANGE);
    double[] cubics = new double[4 * intervals];
    for (int i = 0; i < intervals; i++) {
      double value = value(i);
      double rise = value(i + 1) - value;
      double slope = slope(i);
      double slopeAtEnd = slope(i + 1);
      cubics[4 * i] = Math.max(0, value - ERROR / 2);
      cubics[4 * i + 1] = slope;
      cubics[4 * i + 2] = 3 * rise - 2 * slope - slopeAtEnd;
      cubics[4 * i + 3] = slope + slopeAtEnd - 2 * rise;
    }
    return cubics;
  }

  private static double value(int i) {
    return Math.log1p(Math.exp(-(double) i / STEPS));
  }

  private static double slope(int i) {
    return -1 / (1 + Math.exp((double) i / STEPS)) / STEPS;
  }
}
