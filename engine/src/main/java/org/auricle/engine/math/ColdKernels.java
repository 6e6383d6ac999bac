package org.auricle.engine.math;

import java.util.Arrays;

/**
 * What {@link VectorKernels} compute, bit for bit, in plain loops: each value goes through the same
 * operations, rounded the same way, in the same order. For as long as {@link ColdStart} says.
 *
 * <p>Loops are small and have few sums, since that is what is compiled soonest. {@code lanes} is
 * the number of values in a vector, from which the layouts of {@link PackedMatrix} and {@link
 * RecurrentMatrix} follow; it is a multiple of 8.
 */
final class ColdKernels {

  /** Sums that run side by side: as many as hide the time that a multiply-add takes to end. */
  private static final int CHAINS = 8;

  private ColdKernels() {}

  /** See {@link Kernels#multiplyBlock}. */
  static void multiplyBlock(
      int lanes,
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
    int width = 2 * lanes;
    for (int j = 0; j < n; j += width) {
      int panel = bOff + j / width * panelStride;
      int columns = Math.min(width, n - j);
      Arrays.fill(tile, 0, width, 0);
      for (int i = 0; i < m; i++) {
        if (from == null) {
          Arrays.fill(tile, 0, columns, 0);
        } else {
          System.arraycopy(from, fromOff + i * ldFrom + j, tile, 0, columns);
        }
        int row = aOff + i * Gemm.A_STRIDE;
        for (int at = 0; at < columns; at += CHAINS) {
          chains(k, a, row, b, panel + at, width, tile, at);
        }
        System.arraycopy(tile, 0, c, cOff + i * ldc + j, columns);
      }
    }
  }

  /** See {@link Kernels#recurrent}. */
  static void recurrent(
      int lanes,
      int rows,
      int k,
      float[] h,
      int hOff,
      int hStride,
      float[] w,
      int strips,
      float[] gates,
      int gatesOff,
      int gatesStride) {
    int width = 4 * lanes;
    for (int s = 0; s < strips; s++) {
      int weights = RecurrentMatrix.START + s * k * width;
      for (int r = 0; r < rows; r++) {
        int to = gatesOff + r * gatesStride + s * width;
        for (int at = 0; at < width; at += CHAINS) {
          chains(k, h, hOff + r * hStride, w, weights + at, width, gates, to + at);
        }
      }
    }
  }

  /** {@code sums[j] += sum over kk of x[kk] * w[kk, j]} for {@link #CHAINS} values j. */
  private static void chains(
      int k, float[] x, int xOff, float[] w, int wOff, int stride, float[] sums, int off) {
    float s0 = sums[off];
    float s1 = sums[off + 1];
    float s2 = sums[off + 2];
    float s3 = sums[off + 3];
    float s4 = sums[off + 4];
    float s5 = sums[off + 5];
    float s6 = sums[off + 6];
    float s7 = sums[off + 7];
    for (int kk = 0; kk < k; kk++) {
      float value = x[xOff + kk];
      int at = wOff + kk * stride;
      s0 = Math.fma(value, w[at], s0);
      s1 = Math.fma(value, w[at + 1], s1);
      s2 = Math.fma(value, w[at + 2], s2);
      s3 = Math.fma(value, w[at + 3], s3);
      s4 = Math.fma(value, w[at + 4], s4);
      s5 = Math.fma(value, w[at + 5], s5);
      s6 = Math.fma(value, w[at + 6], s6);
      s7 = Math.fma(value, w[at + 7], s7);
    }
    sums[off] = s0;
    sums[off + 1] = s1;
    sums[off + 2] = s2;
    sums[off + 3] = s3;
    sums[off + 4] = s4;
    sums[off + 5] = s5;
    sums[off + 6] = s6;
    sums[off + 7] = s7;
  }

  /** See {@link Kernels#recurrentBfloat16}. */
  static void recurrentBfloat16(
      int lanes,
      int rows,
      int k,
      float[] h,
      int hOff,
      int hStride,
      int[] w,
      int strips,
      float[] gates,
      int gatesOff,
      int gatesStride) {
    int width = 2 * lanes; // pairs in a strip's row
    for (int s = 0; s < strips; s++) {
      int weights = RecurrentMatrix.START + s * k * width;
      for (int r = 0; r < rows; r++) {
        int to = gatesOff + r * gatesStride + 2 * s * width;
        for (int at = 0; at < width; at += CHAINS / 2) {
          int upper = to + at / lanes * width + at % lanes;
          pairs(k, h, hOff + r * hStride, w, weights + at, width, gates, upper, upper + lanes);
        }
      }
    }
  }

  /** As {@link #chains} for the upper and the lower halves of four words. */
  private static void pairs(
      int k,
      float[] x,
      int xOff,
      int[] w,
      int wOff,
      int stride,
      float[] sums,
      int upper,
      int lower) {
    float u0 = sums[upper];
    float u1 = sums[upper + 1];
    float u2 = sums[upper + 2];
    float u3 = sums[upper + 3];
    float l0 = sums[lower];
    float l1 = sums[lower + 1];
    float l2 = sums[lower + 2];
    float l3 = sums[lower + 3];
    for (int kk = 0; kk < k; kk++) {
      float value = x[xOff + kk];
      int at = wOff + kk * stride;
      u0 = Math.fma(value, Bfloat16.upper(w[at]), u0);
      u1 = Math.fma(value, Bfloat16.upper(w[at + 1]), u1);
      u2 = Math.fma(value, Bfloat16.upper(w[at + 2]), u2);
      u3 = Math.fma(value, Bfloat16.upper(w[at + 3]), u3);
      l0 = Math.fma(value, Bfloat16.lower(w[at]), l0);
      l1 = Math.fma(value, Bfloat16.lower(w[at + 1]), l1);
      l2 = Math.fma(value, Bfloat16.lower(w[at + 2]), l2);
      l3 = Math.fma(value, Bfloat16.lower(w[at + 3]), l3);
    }
    sums[upper] = u0;
    sums[upper + 1] = u1;
    sums[upper + 2] = u2;
    sums[upper + 3] = u3;
    sums[lower] = l0;
    sums[lower + 1] = l1;
    sums[lower + 2] = l2;
    sums[lower + 3] = l3;
  }
}
