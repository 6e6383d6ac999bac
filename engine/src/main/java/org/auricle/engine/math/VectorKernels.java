package org.auricle.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API. With {@link VectorGemm}, {@link VectorStrips}, {@link
 * VectorRecurrent}, {@link VectorRecurrentBfloat16} and {@link VectorActivations} the only class
 * that touches jdk.incubator.vector; {@link KernelProvider} loads them where that is there.
 *
 * <p>What fills no vector at the end of a row is left to {@link ScalarKernels}, and what comes
 * first in a virtual machine's life to {@link ColdKernels}.
 */
final class VectorKernels implements Kernels {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  private final ScalarKernels scalar = new ScalarKernels();
  private final ColdStart cold;

  /** Vectors from the first call. */
  VectorKernels() {
    this(new ColdStart(0));
  }

  /** Vectors once the cold start is over. */
  VectorKernels(ColdStart cold) {
    this.cold = cold;
  }

  /** Bits in one vector. */
  static int vectorBits() {
    return S.vectorBitSize();
  }

  @Override
  public int panelWidth() {
    return VectorGemm.WIDTH;
  }

  @Override
  public void multiplyBlock(
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
      float[] tile) {
    if (cold.takes((long) m * n * k)) {
      ColdKernels.multiplyBlock(
          LANES, m, n, k, a, aOff, b, bOff, panelStride, from, fromOff, ldFrom, c, cOff, ldc, tile);
      return;
    }
    VectorGemm.multiplyBlock(
        m, n, k, a, aOff, b, bOff, panelStride, from, fromOff, ldFrom, c, cOff, ldc, tile);
  }

  @Override
  public int stripUnits() {
    return LANES;
  }

  @Override
  public void recurrent(
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
      boolean descending) {
    if (cold.takes((long) rows * k * strips * 4 * LANES)) {
      ColdKernels.recurrent(
          LANES, rows, k, h, hOff, hStride, w, strips, gates, gatesOff, gatesStride);
      return;
    }
    VectorRecurrent.run(
        rows, k, h, hOff, hStride, w, strips, gates, gatesOff, gatesStride, descending);
  }

  @Override
  public void recurrentBfloat16(
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
      boolean descending) {
    if (cold.takes((long) rows * k * strips * 4 * LANES)) {
      ColdKernels.recurrentBfloat16(
          LANES, rows, k, h, hOff, hStride, w, strips, gates, gatesOff, gatesStride);
      return;
    }
    VectorRecurrentBfloat16.run(
        rows, k, h, hOff, hStride, w, strips, gates, gatesOff, gatesStride, descending);
  }

  @Override
  public void lstmStep(
      int strips,
      float[] gates,
      int gatesOff,
      float[] c,
      int cOff,
      float[] h,
      int hOff,
      float[] scratch) {
    if (cold.takes((long) strips * 4 * LANES * ColdStart.FUNCTION)) {
      ColdActivations.lstmStep(LANES, strips, gates, gatesOff, c, cOff, h, hOff, scratch);
      return;
    }
    VectorActivations.lstmStep(strips, gates, gatesOff, c, cOff, h, hOff, scratch);
  }

  @Override
  public void packPanel(int k, float[] b, int bOff, int ldb, float[] panel, int panelOff) {
    VectorGemm.packPanel(k, b, bOff, ldb, panel, panelOff);
  }

  @Override
  public void exp(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    if (cold.takes((long) n * ColdStart.FUNCTION)) {
      ColdActivations.exp(n, 0, src, srcOff, dst, dstOff);
      return;
    }
    VectorActivations.exp(n, src, srcOff, dst, dstOff);
  }

  @Override
  public void tanh(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    if (cold.takes((long) n * ColdStart.FUNCTION)) {
      ColdActivations.tanh(n, src, srcOff, dst, dstOff);
      return;
    }
    VectorActivations.tanh(n, src, srcOff, dst, dstOff);
  }

  @Override
  public void sigmoid(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    if (cold.takes((long) n * ColdStart.FUNCTION)) {
      ColdActivations.sigmoid(n, src, srcOff, dst, dstOff);
      return;
    }
    VectorActivations.sigmoid(n, src, srcOff, dst, dstOff);
  }

  @Override
  public void logSoftmax(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    if (cold.takes((long) n * ColdStart.FUNCTION)) {
      ColdActivations.logSoftmax(n, src, srcOff, dst, dstOff);
      return;
    }
    VectorActivations.logSoftmax(n, src, srcOff, dst, dstOff);
  }

  @Override
  public void lstmForward(
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
      int hOff) {
    VectorActivations.lstmForward(
        hidden, gates, gatesOff, cPrev, cPrevOff, c, cOff, tanhC, tanhCOff, h, hOff);
  }

  @Override
  public void lstmBackward(
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
      int dGatesOff) {
    int done =
        VectorActivations.lstmBackward(
            hidden, gates, gatesOff, cPrev, cPrevOff, tanhC, tanhCOff, dh, dhOff, dc, dcOff, dGates,
            dGatesOff);
    ScalarKernels.lstmBackwardFrom(
        done, hidden, gates, gatesOff, cPrev, cPrevOff, tanhC, tanhCOff, dh, dhOff, dc, dcOff,
        dGates, dGatesOff);
  }

  @Override
  public void add(int n, float[] x, int xOff, float[] y, int yOff) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector.fromArray(S, y, yOff + i)
          .add(FloatVector.fromArray(S, x, xOff + i))
          .intoArray(y, yOff + i);
    }
    scalar.add(n - i, x, xOff + i, y, yOff + i);
  }

  @Override
  public void axpy(int n, float alpha, float[] x, int xOff, float[] y, int yOff) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector.fromArray(S, y, yOff + i)
          .add(FloatVector.fromArray(S, x, xOff + i).mul(alpha))
          .intoArray(y, yOff + i);
    }
    scalar.axpy(n - i, alpha, x, xOff + i, y, yOff + i);
  }

  @Override
  public void scale(int n, float alpha, float[] x, int xOff) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector.fromArray(S, x, xOff + i).mul(alpha).intoArray(x, xOff + i);
    }
    scalar.scale(n - i, alpha, x, xOff + i);
  }

  /** Four sums, since one alone would wait for each multiply-add to end. */
  @Override
  public float dot(int n, float[] x, int xOff, float[] y, int yOff) {
    float[] lanes = OrderedSum.scratch(LANES);
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      int at = xOff + i;
      int by = yOff + i;
      s0 = FloatVector.fromArray(S, x, at).fma(FloatVector.fromArray(S, y, by), s0);
      at += LANES;
      by += LANES;
      s1 = FloatVector.fromArray(S, x, at).fma(FloatVector.fromArray(S, y, by), s1);
      at += LANES;
      by += LANES;
      s2 = FloatVector.fromArray(S, x, at).fma(FloatVector.fromArray(S, y, by), s2);
      at += LANES;
      by += LANES;
      s3 = FloatVector.fromArray(S, x, at).fma(FloatVector.fromArray(S, y, by), s3);
    }
    for (; i <= n - LANES; i += LANES) {
      s0 = FloatVector.fromArray(S, x, xOff + i).fma(FloatVector.fromArray(S, y, yOff + i), s0);
    }
    s0.add(s1).add(s2.add(s3)).intoArray(lanes, 0);
    return OrderedSum.fold(LANES, lanes) + scalar.dot(n - i, x, xOff + i, y, yOff + i);
  }

  /** Zero times a finite number is zero, times any other NaN, and their sum so in any order. */
  @Override
  public boolean isFinite(int n, float[] x, int xOff) {
    if (cold.takes(n)) {
      return scalar.isFinite(n, x, xOff);
    }
    FloatVector zeros = FloatVector.zero(S);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      zeros = zeros.add(FloatVector.fromArray(S, x, xOff + i).mul(0f));
    }
    return zeros.reduceLanes(VectorOperators.ADD) == 0 && scalar.isFinite(n - i, x, xOff + i);
  }

  @Override
  public void adamW(
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
    float rate1 = 1 / bias1;
    float rate2 = 1 / (float) Math.sqrt(bias2);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector g = FloatVector.fromArray(S, grad, gOff + i).mul(gradScale);
      FloatVector mi = FloatVector.fromArray(S, m, off + i).mul(beta1).add(g.mul(1 - beta1));
      FloatVector vi = FloatVector.fromArray(S, v, off + i).mul(beta2).add(g.mul(1 - beta2).mul(g));
      mi.intoArray(m, off + i);
      vi.intoArray(v, off + i);
      FloatVector root = vi.lanewise(VectorOperators.SQRT).mul(rate2).add(eps);
      FloatVector pi = FloatVector.fromArray(S, p, pOff + i);
      pi.sub(mi.mul(rate1).div(root).add(pi.mul(weightDecay)).mul(lr)).intoArray(p, pOff + i);
    }
    scalar.adamW(
        n - i,
        p,
        pOff + i,
        grad,
        gOff + i,
        m,
        v,
        off + i,
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
