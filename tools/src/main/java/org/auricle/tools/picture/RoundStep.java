package org.auricle.tools.picture;

/** Steps of an axis that are easily read: 1, 2 or 5 times a power of ten. */
public final class RoundStep {
  private RoundStep() {}

  /** The smallest step that is at least so wide, which is more than 0. */
  public static double atLeast(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= width) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
