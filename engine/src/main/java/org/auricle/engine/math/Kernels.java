package org.auricle.engine.math;

/**
 * The loops behind the facades. An implementation only loops: arguments were checked above, and no
 * method allocates. {@link ScalarKernels} is the specification.
 *
 * <p>Everywhere: float32, row-major, {@code n} elements starting at the offset that follows each
 * array. Source and destination may be the same range; they must not overlap otherwise.
 */
interface Kernels {

  /** Columns in one panel of a {@link PackedMatrix}. */
  int panelWidth();

  /**
   * One block of a product: {@code C[m x n] = from + A[m x k] * B[k x n]}, where k is at most
   * {@link Gemm#K_BLOCK}. Each element is one chain of k multiply-adds in ascending order that
   * starts at {@code from}: its bits depend on neither m nor n.
   *
   * @param a rows {@link Gemm#A_STRIDE} apart
   * @param b panels of {@link #panelWidth} columns, [k x panelWidth] each, {@code panelStride}
   *     apart, the last one filled up with zeros
   * @param from [m x n], rows {@code ldFrom} apart; C itself, or one row with {@code ldFrom} 0;
   *     null for zeros
   * @param tile scratch of at least {@link Gemm#TILE} values
   */
  void multiplyBlock(
      int m,
      int n,
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      int panelStride,
      float[] from,
      int fromOff,
      int ldFrom,
      float[] c,
      int cOff,
      int ldc,
      float[] tile);

  /** Hidden units in one strip of a {@link RecurrentMatrix}. */
  int stripUnits();

  /**
   * One step's recurrent product, see {@link RecurrentMatrix#addProduct}.
   *
   * @param k hidden units
   * @param w from {@link RecurrentMatrix#START}: [strips x k x 4 x stripUnits]
   */
  void recurrent(
      int rows,
      int k,
      float[] h,
      int hOff,
      int hStride,
      float[] w,
      int strips,
      float[] gates,
      int gatesOff,
      int gatesStride,
      boolean descending);

  /**
   * The same with weights as pairs of {@link Bfloat16}.
   *
   * @param w from {@link RecurrentMatrix#START}: [strips x k x 2 x stripUnits]: (i, f) and (g, o)
   */
  void recurrentBfloat16(
      int rows,
      int k,
      float[] h,
      int hOff,
      int hStride,
      int[] w,
      int strips,
      float[] gates,
      int gatesOff,
      int gatesStride,
      boolean descending);

  /** One row of {@link Activations#lstmStep}. */
  void lstmStep(
      int strips,
      float[] gates,
      int gatesOff,
      float[] c,
      int cOff,
      float[] h,
      int hOff,
      float[] scratch);

  /** Copies a [k x panelWidth] part of a matrix with rows {@code ldb} apart to a full panel. */
  void packPanel(int k, float[] b, int bOff, int ldb, float[] panel, int panelOff);

  /** {@code dst = exp(src)}, the argument capped at {@link Activations#EXP_MAX}. */
  void exp(int n, float[] src, int srcOff, float[] dst, int dstOff);

  /** {@code dst = tanh(src)}. */
  void tanh(int n, float[] src, int srcOff, float[] dst, int dstOff);

  /** {@code dst = 1 / (1 + exp(-src))}. */
  void sigmoid(int n, float[] src, int srcOff, float[] dst, int dstOff);

  /** {@code dst = src - log(sum(exp(src)))}. */
  void logSoftmax(int n, float[] src, int srcOff, float[] dst, int dstOff);

  /** One row of {@link Activations#lstmForward}. */
  void lstmForward(
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
      int hOff);

  /** One row of {@link Activations#lstmBackward}. */
  void lstmBackward(
      int hidden,
      float[] gates,
      int gatesOff,
      float[] cPrev,
      int cPrevOff,
      float[] tanhC,
      int tanhCOff,
      float[] dh,
      int dhOff,
      float[] dc,
      int dcOff,
      float[] dGates,
      int dGatesOff);

  /** {@code y += x}. */
  void add(int n, float[] x, int xOff, float[] y, int yOff);

  /** {@code y += alpha * x}. */
  void axpy(int n, float alpha, float[] x, int xOff, float[] y, int yOff);

  /** {@code x *= alpha}. */
  void scale(int n, float alpha, float[] x, int xOff);

  /** The sum of {@code x * y}. */
  float dot(int n, float[] x, int xOff, float[] y, int yOff);

  /** Whether no value is NaN or infinite. */
  boolean isFinite(int n, float[] x, int xOff);

  /** One step of AdamW, see {@link VectorMath#adamW}. */
  void adamW(
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
      float gradScale);
}
