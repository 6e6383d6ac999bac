package org.auricle.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link Gemm}: {@code C = from + A * B} for a strip of rows of A and a panel of
 * B, two vectors wide. {@code from} is C itself, or zeros.
 *
 * <p>The sums of a strip live in registers. AVX-512 has 32: 10 x 2 sums, two vectors of B, and as
 * many values of A as the compiler likes to load ahead. With 12 rows, JDK 17 keeps one sum on the
 * stack, which halves the speed whenever its place there straddles two cache lines.
 *
 * <p>The loops are unrolled by hand because a vector in an array, or handed to a method that is not
 * inlined, lives on the heap.
 */
final class VectorStrips {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();
  private static final int WIDTH = 2 * LANES;

  /** Distance of the rows of A. */
  private static final int STRIDE = Gemm.A_STRIDE;

  private VectorStrips() {}

  static void rows10(
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
    FloatVector x0 = FloatVector.fromArray(S, from, fromOff);
    FloatVector y0 = FloatVector.fromArray(S, from, fromOff + LANES);
    FloatVector x1 = FloatVector.fromArray(S, from, fromOff + ldFrom);
    FloatVector y1 = FloatVector.fromArray(S, from, fromOff + ldFrom + LANES);
    FloatVector x2 = FloatVector.fromArray(S, from, fromOff + 2 * ldFrom);
    FloatVector y2 = FloatVector.fromArray(S, from, fromOff + 2 * ldFrom + LANES);
    FloatVector x3 = FloatVector.fromArray(S, from, fromOff + 3 * ldFrom);
    FloatVector y3 = FloatVector.fromArray(S, from, fromOff + 3 * ldFrom + LANES);
    FloatVector x4 = FloatVector.fromArray(S, from, fromOff + 4 * ldFrom);
    FloatVector y4 = FloatVector.fromArray(S, from, fromOff + 4 * ldFrom + LANES);
    FloatVector x5 = FloatVector.fromArray(S, from, fromOff + 5 * ldFrom);
    FloatVector y5 = FloatVector.fromArray(S, from, fromOff + 5 * ldFrom + LANES);
    FloatVector x6 = FloatVector.fromArray(S, from, fromOff + 6 * ldFrom);
    FloatVector y6 = FloatVector.fromArray(S, from, fromOff + 6 * ldFrom + LANES);
    FloatVector x7 = FloatVector.fromArray(S, from, fromOff + 7 * ldFrom);
    FloatVector y7 = FloatVector.fromArray(S, from, fromOff + 7 * ldFrom + LANES);
    FloatVector x8 = FloatVector.fromArray(S, from, fromOff + 8 * ldFrom);
    FloatVector y8 = FloatVector.fromArray(S, from, fromOff + 8 * ldFrom + LANES);
    FloatVector x9 = FloatVector.fromArray(S, from, fromOff + 9 * ldFrom);
    FloatVector y9 = FloatVector.fromArray(S, from, fromOff + 9 * ldFrom + LANES);
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
  }

  static void rows8(
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
    FloatVector x0 = FloatVector.fromArray(S, from, fromOff);
    FloatVector y0 = FloatVector.fromArray(S, from, fromOff + LANES);
    FloatVector x1 = FloatVector.fromArray(S, from, fromOff + ldFrom);
    FloatVector y1 = FloatVector.fromArray(S, from, fromOff + ldFrom + LANES);
    FloatVector x2 = FloatVector.fromArray(S, from, fromOff + 2 * ldFrom);
    FloatVector y2 = FloatVector.fromArray(S, from, fromOff + 2 * ldFrom + LANES);
    FloatVector x3 = FloatVector.fromArray(S, from, fromOff + 3 * ldFrom);
    FloatVector y3 = FloatVector.fromArray(S, from, fromOff + 3 * ldFrom + LANES);
    FloatVector x4 = FloatVector.fromArray(S, from, fromOff + 4 * ldFrom);
    FloatVector y4 = FloatVector.fromArray(S, from, fromOff + 4 * ldFrom + LANES);
    FloatVector x5 = FloatVector.fromArray(S, from, fromOff + 5 * ldFrom);
    FloatVector y5 = FloatVector.fromArray(S, from, fromOff + 5 * ldFrom + LANES);
    FloatVector x6 = FloatVector.fromArray(S, from, fromOff + 6 * ldFrom);
    FloatVector y6 = FloatVector.fromArray(S, from, fromOff + 6 * ldFrom + LANES);
    FloatVector x7 = FloatVector.fromArray(S, from, fromOff + 7 * ldFrom);
    FloatVector y7 = FloatVector.fromArray(S, from, fromOff + 7 * ldFrom + LANES);
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

  static void rows4(
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
    FloatVector x0 = FloatVector.fromArray(S, from, fromOff);
    FloatVector y0 = FloatVector.fromArray(S, from, fromOff + LANES);
    FloatVector x1 = FloatVector.fromArray(S, from, fromOff + ldFrom);
    FloatVector y1 = FloatVector.fromArray(S, from, fromOff + ldFrom + LANES);
    FloatVector x2 = FloatVector.fromArray(S, from, fromOff + 2 * ldFrom);
    FloatVector y2 = FloatVector.fromArray(S, from, fromOff + 2 * ldFrom + LANES);
    FloatVector x3 = FloatVector.fromArray(S, from, fromOff + 3 * ldFrom);
    FloatVector y3 = FloatVector.fromArray(S, from, fromOff + 3 * ldFrom + LANES);
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

  static void rows2(
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
    FloatVector x0 = FloatVector.fromArray(S, from, fromOff);
    FloatVector y0 = FloatVector.fromArray(S, from, fromOff + LANES);
    FloatVector x1 = FloatVector.fromArray(S, from, fromOff + ldFrom);
    FloatVector y1 = FloatVector.fromArray(S, from, fromOff + ldFrom + LANES);
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

  static void rows1(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] from,
      int fromOff,
      float[] c,
      int cOff) {
    FloatVector x0 = FloatVector.fromArray(S, from, fromOff);
    FloatVector y0 = FloatVector.fromArray(S, from, fromOff + LANES);
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
  static void fourPanels(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      int panelStride,
      float[] from,
      int fromOff,
      float[] c,
      int cOff) {
    int b1 = bOff + panelStride;
    int b2 = b1 + panelStride;
    int b3 = b2 + panelStride;

    FloatVector x0 = FloatVector.fromArray(S, from, fromOff);
    FloatVector x1 = FloatVector.fromArray(S, from, fromOff + LANES);
    FloatVector x2 = FloatVector.fromArray(S, from, fromOff + 2 * LANES);
    FloatVector x3 = FloatVector.fromArray(S, from, fromOff + 3 * LANES);
    FloatVector x4 = FloatVector.fromArray(S, from, fromOff + 4 * LANES);
    FloatVector x5 = FloatVector.fromArray(S, from, fromOff + 5 * LANES);
    FloatVector x6 = FloatVector.fromArray(S, from, fromOff + 6 * LANES);
    FloatVector x7 = FloatVector.fromArray(S, from, fromOff + 7 * LANES);
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
