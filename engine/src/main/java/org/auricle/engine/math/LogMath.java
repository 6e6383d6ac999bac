package org.auricle.engine.math;

/** Sums of probabilities that are held as natural logarithms. */
public final class LogMath {

  /** The logarithm of zero. */
  public static final float ZERO = Float.NEGATIVE_INFINITY;

  private LogMath() {}

  /** {@code log(exp(a) + exp(b))}. */
  public static double logAdd(double a, double b) {
    double max = Math.max(a, b);
    if (Double.isInfinite(max)) {
      return max;
    }
    return max + Math.log1p(Math.exp(Math.min(a, b) - max));
  }

  /** {@code log(exp(a) + exp(b) + exp(c))}: the sum over the ways into a CTC state. */
  public static double logAdd(double a, double b, double c) {
    double max = Math.max(a, Math.max(b, c));
    if (Double.isInfinite(max)) {
      return max;
    }
    return max + Math.log(Math.exp(a - max) + Math.exp(b - max) + Math.exp(c - max));
  }

  /** {@code log(exp(a) + exp(b))}. */
  public static float logAdd(float a, float b) {
    return (float) logAdd((double) a, (double) b);
  }

  /** {@code log(sum(exp(array[off .. off + n))))}; {@link #ZERO} if n is 0. */
  public static float logSumExp(float[] array, int off, int n) {
    Checks.range("array", array, off, n);
    float max = ZERO;
    for (int i = off; i < off + n; i++) {
      max = Math.max(max, array[i]);
    }
    if (Float.isInfinite(max)) {
      return max;
    }
    double sum = 0;
    for (int i = off; i < off + n; i++) {
      sum += Math.exp((double) array[i] - max);
    }
    return (float) (max + Math.log(sum));
  }
}
