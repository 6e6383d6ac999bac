package org.auricle.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The recurrent product of an LSTM, {@code gates += h * W}, over the strips of a {@link
 * RecurrentMatrix}: for one row of h two strips at once, so that enough sums are under way to hide
 * the latency of a multiply-add; for more rows one strip and 4, 2 or 1 rows.
 *
 * <p>Each sum is one chain of multiply-adds in ascending order that starts at the gate, whatever
 * the other rows are.
 */
final class VectorRecurrent {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  /** Values in a strip's row of gates. */
  private static final int GATES = 4 * LANES;

  /** Elements of the weights' array in a strip's row. */
  private static final int ROW = 4 * LANES;

  /** With 16 registers the sums of 2 rows fit, with 32 those of 4. */
  private static final boolean MANY_REGISTERS = LANES >= 16;

  private VectorRecurrent() {}

  /** See {@link Kernels#recurrent}. */
  static void run(
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
    for (int done = 0; done < strips; done += 2) {
      int n = Math.min(2, strips - done);
      int strip = descending ? strips - done - n : done;
      int wOff = RecurrentMatrix.START + strip * k * ROW;
      int r = 0;
      while (r < rows) {
        int hAt = hOff + r * hStride;
        int at = gatesOff + r * gatesStride + strip * GATES;
        int count = rowsAtOnce(rows - r);
        if (n == 2 && count == 1) {
          rows1Strips2(k, h, hAt, w, wOff, wOff + k * ROW, gates, at);
        } else if (n == 2 && count == 2 && MANY_REGISTERS) {
          int wOff2 = wOff + k * ROW;
          rows2Strips2(k, h, hAt, hStride, w, wOff, wOff2, gates, at, gatesStride);
        } else {
          for (int s = 0; s < n; s++) {
            strip(
                count,
                k,
                h,
                hAt,
                hStride,
                w,
                wOff + s * k * ROW,
                gates,
                at + s * GATES,
                gatesStride);
          }
        }
        r += count;
      }
    }
  }

  private static int rowsAtOnce(int left) {
    return left >= 4 && MANY_REGISTERS ? 4 : Math.min(left, 2);
  }

  private static void strip(
      int rows,
      int k,
      float[] h,
      int hOff,
      int hStride,
      float[] w,
      int wOff,
      float[] gates,
      int gatesOff,
      int gatesStride) {
    switch (rows) {
      case 4 -> rows4(k, h, hOff, hStride, w, wOff, gates, gatesOff, gatesStride);
      case 2 -> rows2(k, h, hOff, hStride, w, wOff, gates, gatesOff, gatesStride);
      default -> rows1(k, h, hOff, w, wOff, gates, gatesOff);
    }
  }

  private static void rows1Strips2(
      int k, float[] h, int hOff, float[] w, int wOff, int wOff2, float[] gates, int gatesOff) {
    FloatVector i0 = FloatVector.fromArray(S, gates, gatesOff);
    FloatVector f0 = FloatVector.fromArray(S, gates, gatesOff + LANES);
    FloatVector g0 = FloatVector.fromArray(S, gates, gatesOff + 2 * LANES);
    FloatVector o0 = FloatVector.fromArray(S, gates, gatesOff + 3 * LANES);
    FloatVector i1 = FloatVector.fromArray(S, gates, gatesOff + 4 * LANES);
    FloatVector f1 = FloatVector.fromArray(S, gates, gatesOff + 5 * LANES);
    FloatVector g1 = FloatVector.fromArray(S, gates, gatesOff + 6 * LANES);
    FloatVector o1 = FloatVector.fromArray(S, gates, gatesOff + 7 * LANES);
    for (int kk = 0; kk < k; kk++) {
      FloatVector h0 = FloatVector.broadcast(S, h[hOff + kk]);
      FloatVector wi0 = FloatVector.fromArray(S, w, wOff + kk * ROW);
      FloatVector wf0 = FloatVector.fromArray(S, w, wOff + kk * ROW + LANES);
      FloatVector wg0 = FloatVector.fromArray(S, w, wOff + kk * ROW + 2 * LANES);
      FloatVector wo0 = FloatVector.fromArray(S, w, wOff + kk * ROW + 3 * LANES);
      i0 = h0.fma(wi0, i0);
      f0 = h0.fma(wf0, f0);
      g0 = h0.fma(wg0, g0);
      o0 = h0.fma(wo0, o0);
      FloatVector wi1 = FloatVector.fromArray(S, w, wOff2 + kk * ROW);
      FloatVector wf1 = FloatVector.fromArray(S, w, wOff2 + kk * ROW + LANES);
      FloatVector wg1 = FloatVector.fromArray(S, w, wOff2 + kk * ROW + 2 * LANES);
      FloatVector wo1 = FloatVector.fromArray(S, w, wOff2 + kk * ROW + 3 * LANES);
      i1 = h0.fma(wi1, i1);
      f1 = h0.fma(wf1, f1);
      g1 = h0.fma(wg1, g1);
      o1 = h0.fma(wo1, o1);
    }
    i0.intoArray(gates, gatesOff);
    f0.intoArray(gates, gatesOff + LANES);
    g0.intoArray(gates, gatesOff + 2 * LANES);
    o0.intoArray(gates, gatesOff + 3 * LANES);
    i1.intoArray(gates, gatesOff + 4 * LANES);
    f1.intoArray(gates, gatesOff + 5 * LANES);
    g1.intoArray(gates, gatesOff + 6 * LANES);
    o1.intoArray(gates, gatesOff + 7 * LANES);
  }

  private static void rows2Strips2(
      int k,
      float[] h,
      int hOff,
      int hStride,
      float[] w,
      int wOff,
      int wOff2,
      float[] gates,
      int gatesOff,
      int gatesStride) {
    FloatVector i0a = FloatVector.fromArray(S, gates, gatesOff);
    FloatVector f0a = FloatVector.fromArray(S, gates, gatesOff + LANES);
    FloatVector g0a = FloatVector.fromArray(S, gates, gatesOff + 2 * LANES);
    FloatVector o0a = FloatVector.fromArray(S, gates, gatesOff + 3 * LANES);
    FloatVector i0b = FloatVector.fromArray(S, gates, gatesOff + 4 * LANES);
    FloatVector f0b = FloatVector.fromArray(S, gates, gatesOff + 5 * LANES);
    FloatVector g0b = FloatVector.fromArray(S, gates, gatesOff + 6 * LANES);
    FloatVector o0b = FloatVector.fromArray(S, gates, gatesOff + 7 * LANES);
    FloatVector i1a = FloatVector.fromArray(S, gates, gatesOff + gatesStride);
    FloatVector f1a = FloatVector.fromArray(S, gates, gatesOff + gatesStride + LANES);
    FloatVector g1a = FloatVector.fromArray(S, gates, gatesOff + gatesStride + 2 * LANES);
    FloatVector o1a = FloatVector.fromArray(S, gates, gatesOff + gatesStride + 3 * LANES);
    FloatVector i1b = FloatVector.fromArray(S, gates, gatesOff + gatesStride + 4 * LANES);
    FloatVector f1b = FloatVector.fromArray(S, gates, gatesOff + gatesStride + 5 * LANES);
    FloatVector g1b = FloatVector.fromArray(S, gates, gatesOff + gatesStride + 6 * LANES);
    FloatVector o1b = FloatVector.fromArray(S, gates, gatesOff + gatesStride + 7 * LANES);
    for (int kk = 0; kk < k; kk++) {
      FloatVector h0 = FloatVector.broadcast(S, h[hOff + kk]);
      FloatVector h1 = FloatVector.broadcast(S, h[hOff + hStride + kk]);
      FloatVector wi0 = FloatVector.fromArray(S, w, wOff + kk * ROW);
      FloatVector wf0 = FloatVector.fromArray(S, w, wOff + kk * ROW + LANES);
      FloatVector wg0 = FloatVector.fromArray(S, w, wOff + kk * ROW + 2 * LANES);
      FloatVector wo0 = FloatVector.fromArray(S, w, wOff + kk * ROW + 3 * LANES);
      i0a = h0.fma(wi0, i0a);
      f0a = h0.fma(wf0, f0a);
      g0a = h0.fma(wg0, g0a);
      o0a = h0.fma(wo0, o0a);
      i1a = h1.fma(wi0, i1a);
      f1a = h1.fma(wf0, f1a);
      g1a = h1.fma(wg0, g1a);
      o1a = h1.fma(wo0, o1a);
      FloatVector wi1 = FloatVector.fromArray(S, w, wOff2 + kk * ROW);
      FloatVector wf1 = FloatVector.fromArray(S, w, wOff2 + kk * ROW + LANES);
      FloatVector wg1 = FloatVector.fromArray(S, w, wOff2 + kk * ROW + 2 * LANES);
      FloatVector wo1 = FloatVector.fromArray(S, w, wOff2 + kk * ROW + 3 * LANES);
      i0b = h0.fma(wi1, i0b);
      f0b = h0.fma(wf1, f0b);
      g0b = h0.fma(wg1, g0b);
      o0b = h0.fma(wo1, o0b);
      i1b = h1.fma(wi1, i1b);
      f1b = h1.fma(wf1, f1b);
      g1b = h1.fma(wg1, g1b);
      o1b = h1.fma(wo1, o1b);
    }
    i0a.intoArray(gates, gatesOff);
    f0a.intoArray(gates, gatesOff + LANES);
    g0a.intoArray(gates, gatesOff + 2 * LANES);
    o0a.intoArray(gates, gatesOff + 3 * LANES);
    i0b.intoArray(gates, gatesOff + 4 * LANES);
    f0b.intoArray(gates, gatesOff + 5 * LANES);
    g0b.intoArray(gates, gatesOff + 6 * LANES);
    o0b.intoArray(gates, gatesOff + 7 * LANES);
    i1a.intoArray(gates, gatesOff + gatesStride);
    f1a.intoArray(gates, gatesOff + gatesStride + LANES);
    g1a.intoArray(gates, gatesOff + gatesStride + 2 * LANES);
    o1a.intoArray(gates, gatesOff + gatesStride + 3 * LANES);
    i1b.intoArray(gates, gatesOff + gatesStride + 4 * LANES);
    f1b.intoArray(gates, gatesOff + gatesStride + 5 * LANES);
    g1b.intoArray(gates, gatesOff + gatesStride + 6 * LANES);
    o1b.intoArray(gates, gatesOff + gatesStride + 7 * LANES);
  }

  private static void rows1(
      int k, float[] h, int hOff, float[] w, int wOff, float[] gates, int gatesOff) {
    FloatVector i0 = FloatVector.fromArray(S, gates, gatesOff);
    FloatVector f0 = FloatVector.fromArray(S, gates, gatesOff + LANES);
    FloatVector g0 = FloatVector.fromArray(S, gates, gatesOff + 2 * LANES);
    FloatVector o0 = FloatVector.fromArray(S, gates, gatesOff + 3 * LANES);
    for (int kk = 0; kk < k; kk++) {
      FloatVector wi = FloatVector.fromArray(S, w, wOff + kk * ROW);
      FloatVector wf = FloatVector.fromArray(S, w, wOff + kk * ROW + LANES);
      FloatVector wg = FloatVector.fromArray(S, w, wOff + kk * ROW + 2 * LANES);
      FloatVector wo = FloatVector.fromArray(S, w, wOff + kk * ROW + 3 * LANES);
      FloatVector h0 = FloatVector.broadcast(S, h[hOff + kk]);
      i0 = h0.fma(wi, i0);
      f0 = h0.fma(wf, f0);
      g0 = h0.fma(wg, g0);
      o0 = h0.fma(wo, o0);
    }
    i0.intoArray(gates, gatesOff);
    f0.intoArray(gates, gatesOff + LANES);
    g0.intoArray(gates, gatesOff + 2 * LANES);
    o0.intoArray(gates, gatesOff + 3 * LANES);
  }

  private static void rows2(
      int k,
      float[] h,
      int hOff,
      int hStride,
      float[] w,
      int wOff,
      float[] gates,
      int gatesOff,
      int gatesStride) {
    FloatVector i0 = FloatVector.fromArray(S, gates, gatesOff);
    FloatVector f0 = FloatVector.fromArray(S, gates, gatesOff + LANES);
    FloatVector g0 = FloatVector.fromArray(S, gates, gatesOff + 2 * LANES);
    FloatVector o0 = FloatVector.fromArray(S, gates, gatesOff + 3 * LANES);
    FloatVector i1 = FloatVector.fromArray(S, gates, gatesOff + gatesStride);
    FloatVector f1 = FloatVector.fromArray(S, gates, gatesOff + gatesStride + LANES);
    FloatVector g1 = FloatVector.fromArray(S, gates, gatesOff + gatesStride + 2 * LANES);
    FloatVector o1 = FloatVector.fromArray(S, gates, gatesOff + gatesStride + 3 * LANES);
    for (int kk = 0; kk < k; kk++) {
      FloatVector wi = FloatVector.fromArray(S, w, wOff + kk * ROW);
      FloatVector wf = FloatVector.fromArray(S, w, wOff + kk * ROW + LANES);
      FloatVector wg = FloatVector.fromArray(S, w, wOff + kk * ROW + 2 * LANES);
      FloatVector wo = FloatVector.fromArray(S, w, wOff + kk * ROW + 3 * LANES);
      FloatVector h0 = FloatVector.broadcast(S, h[hOff + kk]);
      i0 = h0.fma(wi, i0);
      f0 = h0.fma(wf, f0);
      g0 = h0.fma(wg, g0);
      o0 = h0.fma(wo, o0);
      FloatVector h1 = FloatVector.broadcast(S, h[hOff + hStride + kk]);
      i1 = h1.fma(wi, i1);
      f1 = h1.fma(wf, f1);
      g1 = h1.fma(wg, g1);
      o1 = h1.fma(wo, o1);
    }
    i0.intoArray(gates, gatesOff);
    f0.intoArray(gates, gatesOff + LANES);
    g0.intoArray(gates, gatesOff + 2 * LANES);
    o0.intoArray(gates, gatesOff + 3 * LANES);
    i1.intoArray(gates, gatesOff + gatesStride);
    f1.intoArray(gates, gatesOff + gatesStride + LANES);
    g1.intoArray(gates, gatesOff + gatesStride + 2 * LANES);
    o1.intoArray(gates, gatesOff + gatesStride + 3 * LANES);
  }

  private static void rows4(
      int k,
      float[] h,
      int hOff,
      int hStride,
      float[] w,
      int wOff,
      float[] gates,
      int gatesOff,
      int gatesStride) {
    FloatVector i0 = FloatVector.fromArray(S, gates, gatesOff);
    FloatVector f0 = FloatVector.fromArray(S, gates, gatesOff + LANES);
    FloatVector g0 = FloatVector.fromArray(S, gates, gatesOff + 2 * LANES);
    FloatVector o0 = FloatVector.fromArray(S, gates, gatesOff + 3 * LANES);
    FloatVector i1 = FloatVector.fromArray(S, gates, gatesOff + gatesStride);
    FloatVector f1 = FloatVector.fromArray(S, gates, gatesOff + gatesStride + LANES);
    FloatVector g1 = FloatVector.fromArray(S, gates, gatesOff + gatesStride + 2 * LANES);
    FloatVector o1 = FloatVector.fromArray(S, gates, gatesOff + gatesStride + 3 * LANES);
    FloatVector i2 = FloatVector.fromArray(S, gates, gatesOff + 2 * gatesStride);
    FloatVector f2 = FloatVector.fromArray(S, gates, gatesOff + 2 * gatesStride + LANES);
    FloatVector g2 = FloatVector.fromArray(S, gates, gatesOff + 2 * gatesStride + 2 * LANES);
    FloatVector o2 = FloatVector.fromArray(S, gates, gatesOff + 2 * gatesStride + 3 * LANES);
    FloatVector i3 = FloatVector.fromArray(S, gates, gatesOff + 3 * gatesStride);
    FloatVector f3 = FloatVector.fromArray(S, gates, gatesOff + 3 * gatesStride + LANES);
    FloatVector g3 = FloatVector.fromArray(S, gates, gatesOff + 3 * gatesStride + 2 * LANES);
    FloatVector o3 = FloatVector.fromArray(S, gates, gatesOff + 3 * gatesStride + 3 * LANES);
    for (int kk = 0; kk < k; kk++) {
      FloatVector wi = FloatVector.fromArray(S, w, wOff + kk * ROW);
      FloatVector wf = FloatVector.fromArray(S, w, wOff + kk * ROW + LANES);
      FloatVector wg = FloatVector.fromArray(S, w, wOff + kk * ROW + 2 * LANES);
      FloatVector wo = FloatVector.fromArray(S, w, wOff + kk * ROW + 3 * LANES);
      FloatVector h0 = FloatVector.broadcast(S, h[hOff + kk]);
      i0 = h0.fma(wi, i0);
      f0 = h0.fma(wf, f0);
      g0 = h0.fma(wg, g0);
      o0 = h0.fma(wo, o0);
      FloatVector h1 = FloatVector.broadcast(S, h[hOff + hStride + kk]);
      i1 = h1.fma(wi, i1);
      f1 = h1.fma(wf, f1);
      g1 = h1.fma(wg, g1);
      o1 = h1.fma(wo, o1);
      FloatVector h2 = FloatVector.broadcast(S, h[hOff + 2 * hStride + kk]);
      i2 = h2.fma(wi, i2);
      f2 = h2.fma(wf, f2);
      g2 = h2.fma(wg, g2);
      o2 = h2.fma(wo, o2);
      FloatVector h3 = FloatVector.broadcast(S, h[hOff + 3 * hStride + kk]);
      i3 = h3.fma(wi, i3);
      f3 = h3.fma(wf, f3);
      g3 = h3.fma(wg, g3);
      o3 = h3.fma(wo, o3);
    }
    i0.intoArray(gates, gatesOff);
    f0.intoArray(gates, gatesOff + LANES);
    g0.intoArray(gates, gatesOff + 2 * LANES);
    o0.intoArray(gates, gatesOff + 3 * LANES);
    i1.intoArray(gates, gatesOff + gatesStride);
    f1.intoArray(gates, gatesOff + gatesStride + LANES);
    g1.intoArray(gates, gatesOff + gatesStride + 2 * LANES);
    o1.intoArray(gates, gatesOff + gatesStride + 3 * LANES);
    i2.intoArray(gates, gatesOff + 2 * gatesStride);
    f2.intoArray(gates, gatesOff + 2 * gatesStride + LANES);
    g2.intoArray(gates, gatesOff + 2 * gatesStride + 2 * LANES);
    o2.intoArray(gates, gatesOff + 2 * gatesStride + 3 * LANES);
    i3.intoArray(gates, gatesOff + 3 * gatesStride);
    f3.intoArray(gates, gatesOff + 3 * gatesStride + LANES);
    g3.intoArray(gates, gatesOff + 3 * gatesStride + 2 * LANES);
    o3.intoArray(gates, gatesOff + 3 * gatesStride + 3 * LANES);
  }
}
