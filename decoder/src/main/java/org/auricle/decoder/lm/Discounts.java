package org.auricle.decoder.lm;

/**
 * What modified Kneser-Ney smoothing takes off counts (Chen and Goodman 1999, equation 26).
 *
 * @param one off a count of 1
 * @param two off a count of 2
 * @param more off any larger count
 */
public record Discounts(double one, double two, double more) {

  /** What lmplz falls back to. */
  public static final Discounts FALLBACK = new Discounts(0.5, 1, 1.5);

  /** Discounts lie between 0 and the count. */
  public Discounts {
    if (!(one >= 0 && one <= 1 && two >= 0 && two <= 2 && more >= 0 && more <= 3)) {
      throw new IllegalArgumentException(
          "discounts: %s, %s, %s (expected: 0..1, 0..2, 0..3)".formatted(one, two, more));
    }
  }

  /** What is taken off a count. */
  double of(int count) {
    return switch (count) {
      case 0 -> 0;
      case 1 -> one;
      case 2 -> two;
      default -> more;
    };
  }

  /**
   * Estimates discounts.
   *
   * @param order of the n-grams, for the message
   * @param seen [5] n-grams with a count of 0, 1, 2, 3, 4
   */
  static Discounts estimate(int order, long[] seen) {
    for (int k = 1; k <= 3; k++) {
      if (seen[k] == 0) {
        throw NgramTrainingException.aboutDiscounts(
            "no "
                + order
                + "-gram with an adjusted count of "
                + k
                + " (expected: some, to take discounts from; is the text small, or sentences"
                + " repeated?)");
      }
    }
    double y = seen[1] / (seen[1] + 2.0 * seen[2]);
    double[] d = new double[4];
    for (int k = 1; k <= 3; k++) {
      d[k] = k - (k + 1) * y * seen[k + 1] / seen[k];
      if (d[k] < 0 || d[k] > k) {
        throw NgramTrainingException.aboutDiscounts(
            "discount of %d-grams with an adjusted count of %d: %.4f (expected: 0..%d; the text is"
                    .formatted(order, k, d[k], k)
                + " unlike any other)");
      }
    }
    return new Discounts(d[1], d[2], d[3]);
  }
}
