package org.auricle.engine.math;

/** Linear operations on vectors and rows, and the optimizer's step. */
public final class VectorMath {

  private static final Kernels KERNELS = KernelProvider.KERNELS;

  private VectorMath() {}

  /** {@code y += alpha * x}. */
  public static void axpy(int n, float alpha, float[] x, int xOff, float[] y, int yOff) {
    Checks.range("x", x, xOff, n);
    Checks.range("y", y, yOff, n);
    KERNELS.axpy(n, alpha, x, xOff, y, yOff);
  }

  /** The sum of {@code x * y}. */
  public static float dot(int n, float[] x, int xOff, float[] y, int yOff) {
    Checks.range("x", x, xOff, n);
    Checks.range("y", y, yOff, n);
    return KERNELS.dot(n, x, xOff, y, yOff);
  }

  /** {@code x *= alpha}. */
  public static void scale(int n, float alpha, float[] x, int xOff) {
    Checks.range("x", x, xOff, n);
    KERNELS.scale(n, alpha, x, xOff);
  }

  /** The sum of squares, in double precision throughout, so that it cannot overflow. */
  public static double sumOfSquares(int n, float[] x, int xOff) {
    Checks.range("x", x, xOff, n);
    double even = 0;
    double odd = 0;
    int end = xOff + n;
    int i = xOff;
    for (; i + 1 < end; i += 2) {
      even += (double) x[i] * x[i];
      odd += (double) x[i + 1] * x[i + 1];
    }
    if (i < end) {
      even += (double) x[i] * x[i];
    }
    return even + odd;
  }

  /**
   * Adds one row to all: {@code x[r] += bias}.
   *
   * @param bias [cols]
   * @param x [rows x cols], rows {@code ldx} apart
   */
  public static void addRow(
      int rows, int cols, float[] bias, int biasOff, float[] x, int xOff, int ldx) {
    Checks.range("bias", bias, biasOff, cols);
    Checks.matrix("x", x, xOff, rows, cols, ldx);
    for (int r = 0; r < rows; r++) {
      KERNELS.add(cols, bias, biasOff, x, xOff + r * ldx);
    }
  }

  /**
   * Adds all rows to one: {@code sum += x[r]}.
   *
   * @param x [rows x cols], rows {@code ldx} apart
   * @param sum [cols]
   */
  public static void columnSums(
      int rows, int cols, float[] x, int xOff, int ldx, float[] sum, int sumOff) {
    Checks.matrix("x", x, xOff, rows, cols, ldx);
    Checks.range("sum", sum, sumOff, cols);
    for (int r = 0; r < rows; r++) {
      KERNELS.add(cols, x, xOff + r * ldx, sum, sumOff);
    }
  }

  /** Whether no value is NaN or infinite. */
  public static boolean isFinite(int n, float[] x, int xOff) {
    Checks.range("x", x, xOff, n);
    return KERNELS.isFinite(n, x, xOff);
  }

  /**
   * One step of AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019,
   * algorithm 2): with {@code g = gradScale * grad}, {@code m = beta1 m + (1 - beta1) g}, {@code v
   * = beta2 v + (1 - beta2) g^2}, {@code p -= lr (m / bias1 / (sqrt(v / bias2) + eps) + weightDecay
   * p)}.
   *
   * @param off offset in both {@code m} and {@code v}
   * @param bias1 {@code 1 - beta1^t} at step t = 1, 2, ...
   * @param bias2 {@code 1 - beta2^t}
   */
  public static void adamW(
      int n,
      float[] p,
      int pOff,
      float[] grad,
      int gOff,
      float[] m,
      float[] v,
      int off,
      float lr,
      float beta1,
      float beta2,
      float eps,
      float weightDecay,
      float bias1,
      float bias2,
      float gradScale) {
    Checks.range("p", p, pOff, n);
    Checks.range("grad", grad, gOff, n);
    Checks.range("m", m, off, n);
    Checks.range("v", v, off, n);
    KERNELS.adamW(
        n,
        p,
        pOff,
        grad,
        gOff,
        m,
        v,
        off,
        lr,
        beta1,
        beta2,
        eps,
        weightDecay,
        bias1,
        bias2,
        gradScale);
  }
}
