package org.auricle.tools.eval;

/** How improbable a normally distributed value is. */
final class NormalTail {
  private static final double SERIES_UP_TO = 2; // in units of the complementary error function
  private static final int FRACTION_TERMS = 200;

  private NormalTail() {}

  /** Probability that a standard normal value is at least so far from 0, on either side. */
  static double twoSided(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    return x < SERIES_UP_TO ? 1 - errorFunction(x) : complement(x);
  }

  /** erf by its series of positive terms (Abramowitz and Stegun 7.1.6). */
  private static double errorFunction(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > 1e-17 * sum; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /** erfc by its continued fraction (Abramowitz and Stegun 7.1.14), from the far end. */
  private static double complement(double x) {
    double fraction = x;
    for (int n = FRACTION_TERMS; n >= 1; n--) {
      fraction = x + 0.5 * n / fraction;
    }
    return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }
}
