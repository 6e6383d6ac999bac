package org.auricle.engine.math;

/**
 * Nonlinear functions, element by element, and the pointwise part of the LSTM. Source and
 * destination may be the same range; they must not overlap otherwise. NaN stays NaN.
 */
public final class Activations {

  /** Arguments of {@link #exp} above this one count as this one, so that it never overflows. */
  public static final float EXP_MAX = 88.0f;

  private static final Kernels KERNELS = KernelProvider.KERNELS;

  private Activations() {}

  /** {@code x = 1 / (1 + exp(-x))}, absolute error below 3e-7. */
  public static void sigmoid(int n, float[] x, int xOff) {
    sigmoid(n, x, xOff, x, xOff);
  }

  /** {@code dst = 1 / (1 + exp(-src))}, absolute error below 3e-7. */
  public static void sigmoid(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    check(n, src, srcOff, dst, dstOff);
    KERNELS.sigmoid(n, src, srcOff, dst, dstOff);
  }

  /** {@code x = tanh(x)}, absolute error below 5e-7. */
  public static void tanh(int n, float[] x, int xOff) {
    tanh(n, x, xOff, x, xOff);
  }

  /** {@code dst = tanh(src)}, absolute error below 5e-7. */
  public static void tanh(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    check(n, src, srcOff, dst, dstOff);
    KERNELS.tanh(n, src, srcOff, dst, dstOff);
  }

  /** {@code x = exp(min(x, EXP_MAX))}, relative error below 3e-7. */
  public static void exp(int n, float[] x, int xOff) {
    exp(n, x, xOff, x, xOff);
  }

  /**
   * {@code dst = exp(min(src, EXP_MAX))}, relative error below 3e-7; what would be a denormal
   * number may become zero.
   */
  public static void exp(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    check(n, src, srcOff, dst, dstOff);
    KERNELS.exp(n, src, srcOff, dst, dstOff);
  }

  /**
   * {@code dst = src - log(sum(exp(src)))} in each row.
   *
   * @param src [rows x cols], dense
   * @param dst [rows x cols], dense, natural log
   */
  public static void logSoftmax(
      int rows, int cols, float[] src, int srcOff, float[] dst, int dstOff) {
    Checks.matrix("src", src, srcOff, rows, cols, cols);
    Checks.matrix("dst", dst, dstOff, rows, cols, cols);
    for (int r = 0; r < rows; r++) {
      KERNELS.logSoftmax(cols, src, srcOff + r * cols, dst, dstOff + r * cols);
    }
  }

  /**
   * The pointwise part of one LSTM step: {@code c = f * cPrev + i * g}, {@code h = o * tanh(c)}.
   *
   * @param gates [rows x 4*hidden] in: pre-activations in the order i, f, g, o; out: i, f and o
   *     through sigmoid, g through tanh
   * @param cPrev [rows x hidden], dense; may be {@code c}
   * @param c [rows x hidden], dense, out
   * @param tanhC [rows x hidden], dense, out
   * @param h [rows x hidden], rows {@code hStride} apart, out
   */
  public static void lstmForward(
      int rows,
      int hidden,
      float[] gates,
      int gatesOff,
      float[] cPrev,
      int cPrevOff,
      float[] c,
      int cOff,
      float[] tanhC,
      int tanhCOff,
      float[] h,
      int hOff,
      int hStride) {
    Checks.matrix("gates", gates, gatesOff, rows, 4 * hidden, 4 * hidden);
    Checks.matrix("cPrev", cPrev, cPrevOff, rows, hidden, hidden);
    Checks.matrix("c", c, cOff, rows, hidden, hidden);
    Checks.matrix("tanhC", tanhC, tanhCOff, rows, hidden, hidden);
    Checks.matrix("h", h, hOff, rows, hidden, hStride);
    for (int r = 0; r < rows; r++) {
      KERNELS.lstmForward(
          hidden,
          gates,
          gatesOff + r * 4 * hidden,
          cPrev,
          cPrevOff + r * hidden,
          c,
          cOff + r * hidden,
          tanhC,
          tanhCOff + r * hidden,
          h,
          hOff + r * hStride);
    }
  }

  /**
   * The pointwise part of one LSTM step where no gradient will be asked for, on gates in the order
   * of a {@link RecurrentMatrix}'s strips: {@code c = f * c + i * g}, {@code h = o * tanh(c)}.
   *
   * @param hidden units, H
   * @param gates [rows x {@link RecurrentMatrix#gateWidth}], rows {@code gatesStride} apart:
   *     pre-activations, those of i, f and o halved as {@link RecurrentMatrix#inStrips} does; lost
   * @param c [rows x {@link RecurrentMatrix#stateWidth}], dense, in and out
   * @param h [rows x {@link RecurrentMatrix#stateWidth}], dense, out
   * @param scratch of at least {@link RecurrentMatrix#gateWidth} values
   */
  public static void lstmStep(
      int rows,
      int hidden,
      float[] gates,
      int gatesOff,
      int gatesStride,
      float[] c,
      int cOff,
      float[] h,
      int hOff,
      float[] scratch) {
    int width = RecurrentMatrix.stateWidth(hidden);
    Checks.matrix("gates", gates, gatesOff, rows, 4 * width, gatesStride);
    Checks.matrix("c", c, cOff, rows, width, width);
    Checks.matrix("h", h, hOff, rows, width, width);
    Checks.range("scratch", scratch, 0, 4 * width);
    for (int r = 0; r < rows; r++) {
      KERNELS.lstmStep(
          width / KERNELS.stripUnits(),
          gates,
          gatesOff + r * gatesStride,
          c,
          cOff + r * width,
          h,
          hOff + r * width,
          scratch);
    }
  }

  /**
   * The gradient of {@link #lstmForward}.
   *
   * @param gates [rows x 4*hidden], dense, as lstmForward left them
   * @param cPrev [rows x hidden], dense
   * @param tanhC [rows x hidden], dense
   * @param dh [rows x hidden], rows {@code dhStride} apart: gradient with respect to h
   * @param dc [rows x hidden], dense, in: gradient with respect to c from the next step; out: with
   *     respect to cPrev
   * @param dGates [rows x 4*hidden], dense, out: gradient with respect to the pre-activations
   */
  public static void lstmBackward(
      int rows,
      int hidden,
      float[] gates,
      int gatesOff,
      float[] cPrev,
      int cPrevOff,
      float[] tanhC,
      int tanhCOff,
      float[] dh,
      int dhOff,
      int dhStride,
      float[] dc,
      int dcOff,
      float[] dGates,
      int dGatesOff) {
    Checks.matrix("gates", gates, gatesOff, rows, 4 * hidden, 4 * hidden);
    Checks.matrix("cPrev", cPrev, cPrevOff, rows, hidden, hidden);
    Checks.matrix("tanhC", tanhC, tanhCOff, rows, hidden, hidden);
    Checks.matrix("dh", dh, dhOff, rows, hidden, dhStride);
    Checks.matrix("dc", dc, dcOff, rows, hidden, hidden);
    Checks.matrix("dGates", dGates, dGatesOff, rows, 4 * hidden, 4 * hidden);
    for (int r = 0; r < rows; r++) {
      KERNELS.lstmBackward(
          hidden,
          gates,
          gatesOff + r * 4 * hidden,
          cPrev,
          cPrevOff + r * hidden,
          tanhC,
          tanhCOff + r * hidden,
          dh,
          dhOff + r * dhStride,
          dc,
          dcOff + r * hidden,
          dGates,
          dGatesOff + r * 4 * hidden);
    }
  }

  private static void check(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    Checks.range("src", src, srcOff, n);
    Checks.range("dst", dst, dstOff, n);
  }
}
