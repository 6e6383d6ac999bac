package org.auricle.engine.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link Gemm}: strips of 14, 8, 4, 2 or 1 rows times a panel two vectors wide.
 *
 * <p>The sums of a strip live in registers: 14 x 2 of them, two vectors of B and one value of A
 * fill the 32 registers of AVX-512, and 28 multiply-adds wait for 16 loads. With 16 registers 4
 * rows is the most. The loops are unrolled by hand because a vector kept in an array, or handed to
 * a method that is not inlined, would live on the heap.
 */
final class VectorGemm {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();
  static final int WIDTH = 2 * LANES;
  private static final boolean MANY_REGISTERS = LANES >= 16;
  private static final int STRIDE = Gemm.A_STRIDE;

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
      boolean accumulate,
      float[] c,
      int cOff,
      int ldc,
      float[] tile) {
    int j = 0;
    int panel = bOff;
    if (m == 1) {
      for (; j + 4 * WIDTH <= n; j += 4 * WIDTH) {
        if (!accumulate) {
          Arrays.fill(c, cOff + j, cOff + j + 4 * WIDTH, 0);
        }
        fourPanels(k, a, aOff, b, panel, panelStride, c, cOff + j);
        panel += 4 * panelStride;
      }
    }
    for (; j + WIDTH <= n; j += WIDTH) {
      onePanel(m, k, a, aOff, b, panel, accumulate, c, cOff + j, ldc);
      panel += panelStride;
    }
    if (j < n) {
      int columns = n - j;
      if (accumulate) {
        copy(m, columns, c, cOff + j, ldc, tile, 0, WIDTH);
      }
      onePanel(m, k, a, aOff, b, panel, accumulate, tile, 0, WIDTH);
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
      boolean accumulate,
      float[] c,
      int cOff,
      int ldc) {
    int rows;
    for (int i = 0; i < m; i += rows) {
      rows = stripRows(m - i);
      int at = cOff + i * ldc;
      if (!accumulate) {
        for (int r = 0; r < rows; r++) {
          Arrays.fill(c, at + r * ldc, at + r * ldc + WIDTH, 0);
        }
      }
      int from = aOff + i * STRIDE;
      switch (rows) {
        case 14 -> rows14(k, a, from, b, bOff, c, at, ldc);
        case 8 -> rows8(k, a, from, b, bOff, c, at, ldc);
        case 4 -> rows4(k, a, from, b, bOff, c, at, ldc);
        case 2 -> rows2(k, a, from, b, bOff, c, at, ldc);
        default -> rows1(k, a, from, b, bOff, c, at);
      }
    }
  }

  private static int stripRows(int left) {
    if (MANY_REGISTERS && left >= 8) {
      return left >= 14 ? 14 : 8;
    }
    return left >= 4 ? 4 : left >= 2 ? 2 : 1;
  }

  private static void rows14(
      int k, float[] a, int aOff, float[] b, int bOff, float[] c, int cOff, int ldc) {
    FloatVector x0 = FloatVector.fromArray(S, c, cOff);
    FloatVector y0 = FloatVector.fromArray(S, c, cOff + LANES);
    FloatVector x1 = FloatVector.fromArray(S, c, cOff + ldc);
    FloatVector y1 = FloatVector.fromArray(S, c, cOff + ldc + LANES);
    FloatVector x2 = FloatVector.fromArray(S, c, cOff + 2 * ldc);
    FloatVector y2 = FloatVector.fromArray(S, c, cOff + 2 * ldc + LANES);
    FloatVector x3 = FloatVector.fromArray(S, c, cOff + 3 * ldc);
    FloatVector y3 = FloatVector.fromArray(S, c, cOff + 3 * ldc + LANES);
    FloatVector x4 = FloatVector.fromArray(S, c, cOff + 4 * ldc);
    FloatVector y4 = FloatVector.fromArray(S, c, cOff + 4 * ldc + LANES);
    FloatVector x5 = FloatVector.fromArray(S, c, cOff + 5 * ldc);
    FloatVector y5 = FloatVector.fromArray(S, c, cOff + 5 * ldc + LANES);
    FloatVector x6 = FloatVector.fromArray(S, c, cOff + 6 * ldc);
    FloatVector y6 = FloatVector.fromArray(S, c, cOff + 6 * ldc + LANES);
    FloatVector x7 = FloatVector.fromArray(S, c, cOff + 7 * ldc);
    FloatVector y7 = FloatVector.fromArray(S, c, cOff + 7 * ldc + LANES);
    FloatVector x8 = FloatVector.fromArray(S, c, cOff + 8 * ldc);
    FloatVector y8 = FloatVector.fromArray(S, c, cOff + 8 * ldc + LANES);
    FloatVector x9 = FloatVector.fromArray(S, c, cOff + 9 * ldc);
    FloatVector y9 = FloatVector.fromArray(S, c, cOff + 9 * ldc + LANES);
    FloatVector x10 = FloatVector.fromArray(S, c, cOff + 10 * ldc);
    FloatVector y10 = FloatVector.fromArray(S, c, cOff + 10 * ldc + LANES);
    FloatVector x11 = FloatVector.fromArray(S, c, cOff + 11 * ldc);
    FloatVector y11 = FloatVector.fromArray(S, c, cOff + 11 * ldc + LANES);
    FloatVector x12 = FloatVector.fromArray(S, c, cOff + 12 * ldc);
    FloatVector y12 = FloatVector.fromArray(S, c, cOff + 12 * ldc + LANES);
    FloatVector x13 = FloatVector.fromArray(S, c, cOff + 13 * ldc);
    FloatVector y13 = FloatVector.fromArray(S, c, cOff + 13 * ldc + LANES);
    for (int kk = 0; kk < k; kk++) {
      FloatVector bx = FloatVector.fromArray(S, b, bOff + kk * WIDTH);
      FloatVector by = FloatVector.fromArray(S, b, bOff + kk * WIDTH + LANES);
      FloatVector av = FloatVector.broadcast(S, a[aOff + kk]);
      x0 = av.fma(bx, x0);
      y0 = av.fma(by, y0);
      av = FloatVector.broadcast(S, a[aOff + kk + STRIDE]);
      x1 = av.fma(bx, x1);
      y1 = av.fma(by, y1);
      av = FloatVector.broadcast(S, a[aOff + kk + 2 * STRIDE]);
      x2 = av.fma(bx, x2);
      y2 = av.fma(by, y2);
      av = FloatVector.broadcast(S, a[aOff + kk + 3 * STRIDE]);
      x3 = av.fma(bx, x3);
      y3 = av.fma(by, y3);
      av = FloatVector.broadcast(S, a[aOff + kk + 4 * STRIDE]);
      x4 = av.fma(bx, x4);
      y4 = av.fma(by, y4);
      av = FloatVector.broadcast(S, a[aOff + kk + 5 * STRIDE]);
      x5 = av.fma(bx, x5);
      y5 = av.fma(by, y5);
      av = FloatVector.broadcast(S, a[aOff + kk + 6 * STRIDE]);
      x6 = av.fma(bx, x6);
      y6 = av.fma(by, y6);
      av = FloatVector.broadcast(S, a[aOff + kk + 7 * STRIDE]);
      x7 = av.fma(bx, x7);
      y7 = av.fma(by, y7);
      av = FloatVector.broadcast(S, a[aOff + kk + 8 * STRIDE]);
      x8 = av.fma(bx, x8);
      y8 = av.fma(by, y8);
      av = FloatVector.broadcast(S, a[aOff + kk + 9 * STRIDE]);
      x9 = av.fma(bx, x9);
      y9 = av.fma(by, y9);
      av = FloatVector.broadcast(S, a[aOff + kk + 10 * STRIDE]);
      x10 = av.fma(bx, x10);
      y10 = av.fma(by, y10);
      av = FloatVector.broadcast(S, a[aOff + kk + 11 * STRIDE]);
      x11 = av.fma(bx, x11);
      y11 = av.fma(by, y11);
      av = FloatVector.broadcast(S, a[aOff + kk + 12 * STRIDE]);
      x12 = av.fma(bx, x12);
      y12 = av.fma(by, y12);
      av = FloatVector.broadcast(S, a[aOff + kk + 13 * STRIDE]);
      x13 = av.fma(bx, x13);
      y13 = av.fma(by, y13);
    }
    x0.intoArray(c, cOff);
    y0.intoArray(c, cOff + LANES);
    x1.intoArray(c, cOff + ldc);
    y1.intoArray(c, cOff + ldc + LANES);
    x2.intoArray(c, cOff + 2 * ldc);
    y2.intoArray(c, cOff + 2 * ldc + LANES);
    x3.intoArray(c, cOff + 3 * ldc);
    y3.intoArray(c, cOff + 3 * ldc + LANES);
    x4.intoArray(c, cOff + 4 * ldc);
    y4.intoArray(c, cOff + 4 * ldc + LANES);
    x5.intoArray(c, cOff + 5 * ldc);
    y5.intoArray(c, cOff + 5 * ldc + LANES);
    x6.intoArray(c, cOff + 6 * ldc);
    y6.intoArray(c, cOff + 6 * ldc + LANES);
    x7.intoArray(c, cOff + 7 * ldc);
    y7.intoArray(c, cOff + 7 * ldc + LANES);
    x8.intoArray(c, cOff + 8 * ldc);
    y8.intoArray(c, cOff + 8 * ldc + LANES);
    x9.intoArray(c, cOff + 9 * ldc);
    y9.intoArray(c, cOff + 9 * ldc + LANES);
    x10.intoArray(c, cOff + 10 * ldc);
    y10.intoArray(c, cOff + 10 * ldc + LANES);
    x11.intoArray(c, cOff + 11 * ldc);
    y11.intoArray(c, cOff + 11 * ldc + LANES);
    x12.intoArray(c, cOff + 12 * ldc);
    y12.intoArray(c, cOff + 12 * ldc + LANES);
    x13.intoArray(c, cOff + 13 * ldc);
    y13.intoArray(c, cOff + 13 * ldc + LANES);
  }

  private static void rows8(
      int k, float[] a, int aOff, float[] b, int bOff, float[] c, int cOff, int ldc) {
    FloatVector x0 = FloatVector.fromArray(S, c, cOff);
    FloatVector y0 = FloatVector.fromArray(S, c, cOff + LANES);
    FloatVector x1 = FloatVector.fromArray(S, c, cOff + ldc);
    FloatVector y1 = FloatVector.fromArray(S, c, cOff + ldc + LANES);
    FloatVector x2 = FloatVector.fromArray(S, c, cOff + 2 * ldc);
    FloatVector y2 = FloatVector.fromArray(S, c, cOff + 2 * ldc + LANES);
    FloatVector x3 = FloatVector.fromArray(S, c, cOff + 3 * ldc);
    FloatVector y3 = FloatVector.fromArray(S, c, cOff + 3 * ldc + LANES);
    FloatVector x4 = FloatVector.fromArray(S, c, cOff + 4 * ldc);
    FloatVector y4 = FloatVector.fromArray(S, c, cOff + 4 * ldc + LANES);
    FloatVector x5 = FloatVector.fromArray(S, c, cOff + 5 * ldc);
    FloatVector y5 = FloatVector.fromArray(S, c, cOff + 5 * ldc + LANES);
    FloatVector x6 = FloatVector.fromArray(S, c, cOff + 6 * ldc);
    FloatVector y6 = FloatVector.fromArray(S, c, cOff + 6 * ldc + LANES);
    FloatVector x7 = FloatVector.fromArray(S, c, cOff + 7 * ldc);
    FloatVector y7 = FloatVector.fromArray(S, c, cOff + 7 * ldc + LANES);
    for (int kk = 0; kk < k; kk++) {
      FloatVector bx = FloatVector.fromArray(S, b, bOff + kk * WIDTH);
      FloatVector by = FloatVector.fromArray(S, b, bOff + kk * WIDTH + LANES);
      FloatVector av = FloatVector.broadcast(S, a[aOff + kk]);
      x0 = av.fma(bx, x0);
      y0 = av.fma(by, y0);
      av = FloatVector.broadcast(S, a[aOff + kk + STRIDE]);
      x1 = av.fma(bx, x1);
      y1 = av.fma(by, y1);
      av = FloatVector.broadcast(S, a[aOff + kk + 2 * STRIDE]);
      x2 = av.fma(bx, x2);
      y2 = av.fma(by, y2);
      av = FloatVector.broadcast(S, a[aOff + kk + 3 * STRIDE]);
      x3 = av.fma(bx, x3);
      y3 = av.fma(by, y3);
      av = FloatVector.broadcast(S, a[aOff + kk + 4 * STRIDE]);
      x4 = av.fma(bx, x4);
      y4 = av.fma(by, y4);
      av = FloatVector.broadcast(S, a[aOff + kk + 5 * STRIDE]);
      x5 = av.fma(bx, x5);
      y5 = av.fma(by, y5);
      av = FloatVector.broadcast(S, a[aOff + kk + 6 * STRIDE]);
      x6 = av.fma(bx, x6);
      y6 = av.fma(by, y6);
      av = FloatVector.broadcast(S, a[aOff + kk + 7 * STRIDE]);
      x7 = av.fma(bx, x7);
      y7 = av.fma(by, y7);
    }
    x0.intoArray(c, cOff);
    y0.intoArray(c, cOff + LANES);
    x1.intoArray(c, cOff + ldc);
    y1.intoArray(c, cOff + ldc + LANES);
    x2.intoArray(c, cOff + 2 * ldc);
    y2.intoArray(c, cOff + 2 * ldc + LANES);
    x3.intoArray(c, cOff + 3 * ldc);
    y3.intoArray(c, cOff + 3 * ldc + LANES);
    x4.intoArray(c, cOff + 4 * ldc);
    y4.intoArray(c, cOff + 4 * ldc + LANES);
    x5.intoArray(c, cOff + 5 * ldc);
    y5.intoArray(c, cOff + 5 * ldc + LANES);
    x6.intoArray(c, cOff + 6 * ldc);
    y6.intoArray(c, cOff + 6 * ldc + LANES);
    x7.intoArray(c, cOff + 7 * ldc);
    y7.intoArray(c, cOff + 7 * ldc + LANES);
  }

  private static void rows4(
      int k, float[] a, int aOff, float[] b, int bOff, float[] c, int cOff, int ldc) {
    FloatVector x0 = FloatVector.fromArray(S, c, cOff);
    FloatVector y0 = FloatVector.fromArray(S, c, cOff + LANES);
    FloatVector x1 = FloatVector.fromArray(S, c, cOff + ldc);
    FloatVector y1 = FloatVector.fromArray(S, c, cOff + ldc + LANES);
    FloatVector x2 = FloatVector.fromArray(S, c, cOff + 2 * ldc);
    FloatVector y2 = FloatVector.fromArray(S, c, cOff + 2 * ldc + LANES);
    FloatVector x3 = FloatVector.fromArray(S, c, cOff + 3 * ldc);
    FloatVector y3 = FloatVector.fromArray(S, c, cOff + 3 * ldc + LANES);
    for (int kk = 0; kk < k; kk++) {
      FloatVector bx = FloatVector.fromArray(S, b, bOff + kk * WIDTH);
      FloatVector by = FloatVector.fromArray(S, b, bOff + kk * WIDTH + LANES);
      FloatVector av = FloatVector.broadcast(S, a[aOff + kk]);
      x0 = av.fma(bx, x0);
      y0 = av.fma(by, y0);
      av = FloatVector.broadcast(S, a[aOff + kk + STRIDE]);
      x1 = av.fma(bx, x1);
      y1 = av.fma(by, y1);
      av = FloatVector.broadcast(S, a[aOff + kk + 2 * STRIDE]);
      x2 = av.fma(bx, x2);
      y2 = av.fma(by, y2);
      av = FloatVector.broadcast(S, a[aOff + kk + 3 * STRIDE]);
      x3 = av.fma(bx, x3);
      y3 = av.fma(by, y3);
    }
    x0.intoArray(c, cOff);
    y0.intoArray(c, cOff + LANES);
    x1.intoArray(c, cOff + ldc);
    y1.intoArray(c, cOff + ldc + LANES);
    x2.intoArray(c, cOff + 2 * ldc);
    y2.intoArray(c, cOff + 2 * ldc + LANES);
    x3.intoArray(c, cOff + 3 * ldc);
    y3.intoArray(c, cOff + 3 * ldc + LANES);
  }

  private static void rows2(
      int k, float[] a, int aOff, float[] b, int bOff, float[] c, int cOff, int ldc) {
    FloatVector x0 = FloatVector.fromArray(S, c, cOff);
    FloatVector y0 = FloatVector.fromArray(S, c, cOff + LANES);
    FloatVector x1 = FloatVector.fromArray(S, c, cOff + ldc);
    FloatVector y1 = FloatVector.fromArray(S, c, cOff + ldc + LANES);
    for (int kk = 0; kk < k; kk++) {
      FloatVector bx = FloatVector.fromArray(S, b, bOff + kk * WIDTH);
      FloatVector by = FloatVector.fromArray(S, b, bOff + kk * WIDTH + LANES);
      FloatVector av = FloatVector.broadcast(S, a[aOff + kk]);
      x0 = av.fma(bx, x0);
      y0 = av.fma(by, y0);
      av = FloatVector.broadcast(S, a[aOff + kk + STRIDE]);
      x1 = av.fma(bx, x1);
      y1 = av.fma(by, y1);
    }
    x0.intoArray(c, cOff);
    y0.intoArray(c, cOff + LANES);
    x1.intoArray(c, cOff + ldc);
    y1.intoArray(c, cOff + ldc + LANES);
  }

  private static void rows1(int k, float[] a, int aOff, float[] b, int bOff, float[] c, int cOff) {
    FloatVector x0 = FloatVector.fromArray(S, c, cOff);
    FloatVector y0 = FloatVector.fromArray(S, c, cOff + LANES);
    for (int kk = 0; kk < k; kk++) {
      FloatVector bx = FloatVector.fromArray(S, b, bOff + kk * WIDTH);
      FloatVector by = FloatVector.fromArray(S, b, bOff + kk * WIDTH + LANES);
      FloatVector av = FloatVector.broadcast(S, a[aOff + kk]);
      x0 = av.fma(bx, x0);
      y0 = av.fma(by, y0);
    }
    x0.intoArray(c, cOff);
    y0.intoArray(c, cOff + LANES);
  }

  /** One row times four panels: with one panel each multiply-add would wait for the one before. */
  private static void fourPanels(
      int k, float[] a, int aOff, float[] b, int bOff, int panelStride, float[] c, int cOff) {
    int b1 = bOff + panelStride;
    int b2 = b1 + panelStride;
    int b3 = b2 + panelStride;

    FloatVector x0 = FloatVector.fromArray(S, c, cOff);
    FloatVector x1 = FloatVector.fromArray(S, c, cOff + LANES);
    FloatVector x2 = FloatVector.fromArray(S, c, cOff + 2 * LANES);
    FloatVector x3 = FloatVector.fromArray(S, c, cOff + 3 * LANES);
    FloatVector x4 = FloatVector.fromArray(S, c, cOff + 4 * LANES);
    FloatVector x5 = FloatVector.fromArray(S, c, cOff + 5 * LANES);
    FloatVector x6 = FloatVector.fromArray(S, c, cOff + 6 * LANES);
    FloatVector x7 = FloatVector.fromArray(S, c, cOff + 7 * LANES);
    for (int kk = 0; kk < k; kk++) {
      int at = kk * WIDTH;
      FloatVector av = FloatVector.broadcast(S, a[aOff + kk]);
      x0 = av.fma(FloatVector.fromArray(S, b, bOff + at), x0);
      x1 = av.fma(FloatVector.fromArray(S, b, bOff + at + LANES), x1);
      x2 = av.fma(FloatVector.fromArray(S, b, b1 + at), x2);
      x3 = av.fma(FloatVector.fromArray(S, b, b1 + at + LANES), x3);
      x4 = av.fma(FloatVector.fromArray(S, b, b2 + at), x4);
      x5 = av.fma(FloatVector.fromArray(S, b, b2 + at + LANES), x5);
      x6 = av.fma(FloatVector.fromArray(S, b, b3 + at), x6);
      x7 = av.fma(FloatVector.fromArray(S, b, b3 + at + LANES), x7);
    }
    x0.intoArray(c, cOff);
    x1.intoArray(c, cOff + LANES);
    x2.intoArray(c, cOff + 2 * LANES);
    x3.intoArray(c, cOff + 3 * LANES);
    x4.intoArray(c, cOff + 4 * LANES);
    x5.intoArray(c, cOff + 5 * LANES);
    x6.intoArray(c, cOff + 6 * LANES);
    x7.intoArray(c, cOff + 7 * LANES);
  }
}
