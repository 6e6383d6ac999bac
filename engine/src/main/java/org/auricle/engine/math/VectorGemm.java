package org.auricle.engine.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link Gemm} around {@link VectorStrips}: panels of two vectors, and in each the
 * rows in strips of 10, 8, 4, 2 or 1.
 */
final class VectorGemm {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();
  static final int WIDTH = 2 * LANES;

  /** AVX-512 has 32 registers, which hold the sums of 10 rows; with 16, they hold those of 4. */
  private static final boolean MANY_REGISTERS = LANES >= 16;

  private static final float[] ZEROS = new float[4 * WIDTH];

  private VectorGemm() {}

  /** See {@link Kernels#multiplyBlock}. */
  static void multiplyBlock(
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
    int j = 0;
    int panel = bOff;
    float[] start = from == null ? ZEROS : from;
    int step = from == null ? 0 : 1; // zeros are the same for all columns
    if (m == 1) {
      for (; j + 4 * WIDTH <= n; j += 4 * WIDTH) {
        int at = fromOff + j * step;
        VectorStrips.fourPanels(k, a, aOff, b, panel, panelStride, start, at, c, cOff + j);
        panel += 4 * panelStride;
      }
    }
    for (; j + WIDTH <= n; j += WIDTH) {
      onePanel(m, k, a, aOff, b, panel, start, fromOff + j * step, ldFrom, c, cOff + j, ldc);
      panel += panelStride;
    }
    if (j < n) {
      int columns = n - j;
      Arrays.fill(tile, 0, m * WIDTH, 0);
      if (from != null) {
        copy(m, columns, from, fromOff + j, ldFrom, tile, 0, WIDTH);
      }
      onePanel(m, k, a, aOff, b, panel, tile, 0, WIDTH, tile, 0, WIDTH);
      copy(m, columns, tile, 0, WIDTH, c, cOff + j, ldc);
    }
  }

  /** See {@link Kernels#packPanel}. */
  static void packPanel(int k, float[] b, int bOff, int ldb, float[] panel, int panelOff) {
    for (int kk = 0; kk < k; kk++) {
      int from = bOff + kk * ldb;
      int to = panelOff + kk * WIDTH;
      FloatVector.fromArray(S, b, from).intoArray(panel, to);
      FloatVector.fromArray(S, b, from + LANES).intoArray(panel, to + LANES);
    }
  }

  private static void copy(
      int m, int n, float[] from, int fromOff, int ldFrom, float[] to, int toOff, int ldTo) {
    for (int i = 0; i < m; i++) {
      System.arraycopy(from, fromOff + i * ldFrom, to, toOff + i * ldTo, n);
    }
  }

  private static void onePanel(
      int m,
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] from,
      int fromOff,
      int ldFrom,
      float[] c,
      int cOff,
      int ldc) {
    int rows;
    for (int i = 0; i < m; i += rows) {
      rows = stripRows(m - i);
      int at = cOff + i * ldc;
      int fromAt = fromOff + i * ldFrom;
      int row = aOff + i * Gemm.A_STRIDE;
      switch (rows) {
        case 10 -> VectorStrips.rows10(k, a, row, b, bOff, from, fromAt, ldFrom, c, at, ldc);
        case 8 -> VectorStrips.rows8(k, a, row, b, bOff, from, fromAt, ldFrom, c, at, ldc);
        case 4 -> VectorStrips.rows4(k, a, row, b, bOff, from, fromAt, ldFrom, c, at, ldc);
        case 2 -> VectorStrips.rows2(k, a, row, b, bOff, from, fromAt, ldFrom, c, at, ldc);
        default -> VectorStrips.rows1(k, a, row, b, bOff, from, fromAt, c, at);
      }
    }
  }

  private static int stripRows(int left) {
    if (MANY_REGISTERS && left >= 8) {
      return left >= 10 ? 10 : 8;
    }
    return left >= 4 ? 4 : left >= 2 ? 2 : 1;
  }
}
