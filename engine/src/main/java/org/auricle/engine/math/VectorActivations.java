package org.auricle.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Nonlinear functions on vectors. The rest of a row that fills no vector goes through the same
 * formula in scalar form, so a value's result does not depend on its place.
 *
 * <p>Vectors never cross a method boundary here: where the compiler does not inline, they would be
 * boxed. Hence one loop for each function, from array to array, that the others call.
 */
final class VectorActivations {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  /** Beyond this the approximation of tanh would leave [-1, 1]. */
  static final float TANH_CLAMP = 7.90531110763549805f;

  // tanh(x) = x P(x^2) / Q(x^2): the minimax approximation of Eigen (MathFunctionsImpl.h).
  static final float A1 = 4.89352455891786e-03f;
  static final float A3 = 6.37261928875436e-04f;
  static final float A5 = 1.48572235717979e-05f;
  static final float A7 = 5.12229709037114e-08f;
  static final float A9 = -8.60467152213735e-11f;
  static final float A11 = 2.00018790482477e-13f;
  static final float A13 = -2.76076847742355e-16f;
  static final float B0 = 4.89352518554385e-03f;
  static final float B2 = 2.26843463243900e-03f;
  static final float B4 = 1.18534705686654e-04f;
  static final float B6 = 1.19825839466702e-06f;

  // exp(x) = 2^n exp(r), r = x - n log 2: the polynomial of Cephes (expf.c) for exp(r).
  static final float LOG2_E = 1.44269504088896341f;
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;
  static final float E0 = 1.9875691500e-4f;
  static final float E1 = 1.3981999507e-3f;
  static final float E2 = 8.3334519073e-3f;
  static final float E3 = 4.1665795894e-2f;
  static final float E4 = 1.6666665459e-1f;
  static final float E5 = 5.0000001201e-1f;

  /** At this argument n is -127, and the bits of 2^n are those of zero. */
  static final float EXP_MIN = -88.0f;

  /** Added to a small float, it leaves the nearest integer in the low bits: 1.5 * 2^23. */
  static final float ROUND = 12_582_912f;

  private VectorActivations() {}

  static void tanh(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    scaledTanh(n, 1, 1, 0, src, srcOff, dst, dstOff);
  }

  /** sigmoid(x) = (1 + tanh(x / 2)) / 2. */
  static void sigmoid(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    scaledTanh(n, 0.5f, 0.5f, 0.5f, src, srcOff, dst, dstOff);
  }

  /** {@code dst = shift + scale * tanh(slope * src)}. */
  private static void scaledTanh(
      int n,
      float slope,
      float scale,
      float shift,
      float[] src,
      int srcOff,
      float[] dst,
      int dstOff) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector x =
          FloatVector.fromArray(S, src, srcOff + i).mul(slope).max(-TANH_CLAMP).min(TANH_CLAMP);
      FloatVector x2 = x.mul(x);
      FloatVector p = x2.mul(A13).add(A11).fma(x2, x2.broadcast(A9)).fma(x2, x2.broadcast(A7));
      p = p.fma(x2, x2.broadcast(A5)).fma(x2, x2.broadcast(A3)).fma(x2, x2.broadcast(A1));
      FloatVector q = x2.mul(B6).add(B4).fma(x2, x2.broadcast(B2)).fma(x2, x2.broadcast(B0));
      x.mul(p).div(q).mul(scale).add(shift).intoArray(dst, dstOff + i);
    }
    // Written out: with calls here JDK 17 inlines less elsewhere, and vectors end up on the heap.
    for (; i < n; i++) {
      float x = Math.min(Math.max(src[srcOff + i] * slope, -TANH_CLAMP), TANH_CLAMP);
      float x2 = x * x;
      float p = Math.fma(Math.fma(x2 * A13 + A11, x2, A9), x2, A7);
      p = Math.fma(Math.fma(Math.fma(p, x2, A5), x2, A3), x2, A1);
      float q = Math.fma(Math.fma(x2 * B6 + B4, x2, B2), x2, B0);
      dst[dstOff + i] = x * p / q * scale + shift;
    }
  }

  static void exp(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    exp(n, 0, src, srcOff, dst, dstOff);
  }

  /** {@code dst = exp(src - shift)}. */
  private static void exp(int n, float shift, float[] src, int srcOff, float[] dst, int dstOff) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(S, src, srcOff + i).sub(shift);
      x = x.max(EXP_MIN).min(Activations.EXP_MAX);
      FloatVector rounded = x.fma(x.broadcast(LOG2_E), x.broadcast(ROUND));
      FloatVector count = rounded.sub(ROUND);
      FloatVector r = count.fma(x.broadcast(-LN2_HIGH), x);
      r = count.fma(x.broadcast(-LN2_LOW), r);
      FloatVector p = r.mul(E0).add(E1).fma(r, r.broadcast(E2)).fma(r, r.broadcast(E3));
      p = p.fma(r, r.broadcast(E4)).fma(r, r.broadcast(E5)).fma(r.mul(r), r.add(1));
      FloatVector power =
          rounded
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, 23)
              .add(0x3f800000)
              .reinterpretAsFloats();
      p.mul(power).intoArray(dst, dstOff + i);
    }
    for (; i < n; i++) {
      dst[dstOff + i] = ColdActivations.exp(src[srcOff + i] - shift);
    }
  }

  static void logSoftmax(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    float max = max(n, src, srcOff);
    float logSum = max;
    if (!Float.isInfinite(max)) {
      float[] terms = OrderedSum.scratch(n);
      exp(n, max, src, srcOff, terms, 0);
      logSum += (float) Math.log(OrderedSum.fold(n, terms));
    }
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector.fromArray(S, src, srcOff + i).sub(logSum).intoArray(dst, dstOff + i);
    }
    for (; i < n; i++) {
      dst[dstOff + i] = src[srcOff + i] - logSum;
    }
  }

  private static float max(int n, float[] x, int xOff) {
    // Not from the first vector: JDK 17 puts what a loop carries on the heap, at some starts.
    FloatVector maxima = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      maxima = maxima.max(FloatVector.fromArray(S, x, xOff + i));
    }
    float max = maxima.reduceLanes(VectorOperators.MAX);
    for (; i < n; i++) {
      max = Math.max(max, x[xOff + i]);
    }
    return max;
  }

  /** Four passes over a row that stays in the first cache, so that each function is one loop. */
  static void lstmForward(
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
    int f = gatesOff + hidden;
    int g = f + hidden;
    int o = g + hidden;
    sigmoid(2 * hidden, gates, gatesOff, gates, gatesOff);
    tanh(hidden, gates, g, gates, g);
    sigmoid(hidden, gates, o, gates, o);
    int j = 0;
    for (; j <= hidden - LANES; j += LANES) {
      FloatVector kept =
          FloatVector.fromArray(S, gates, f + j).mul(FloatVector.fromArray(S, cPrev, cPrevOff + j));
      FloatVector added =
          FloatVector.fromArray(S, gates, gatesOff + j).mul(FloatVector.fromArray(S, gates, g + j));
      kept.add(added).intoArray(c, cOff + j);
    }
    for (; j < hidden; j++) {
      c[cOff + j] = gates[f + j] * cPrev[cPrevOff + j] + gates[gatesOff + j] * gates[g + j];
    }
    tanh(hidden, c, cOff, tanhC, tanhCOff);
    for (j = 0; j <= hidden - LANES; j += LANES) {
      FloatVector.fromArray(S, gates, o + j)
          .mul(FloatVector.fromArray(S, tanhC, tanhCOff + j))
          .intoArray(h, hOff + j);
    }
    for (; j < hidden; j++) {
      h[hOff + j] = gates[o + j] * tanhC[tanhCOff + j];
    }
  }

  /**
   * With tanh(x) = P / Q, the polynomials above, and sigmoid(2x) = (Q + P) / 2Q, c and h are
   * fractions of products, so that five functions need two divisions. Three short loops, since a
   * longer one is more than JDK 17's compiler takes without boxing vectors.
   */
  static void lstmStep(
      int strips,
      float[] gates,
      int gatesOff,
      float[] c,
      int cOff,
      float[] h,
      int hOff,
      float[] scratch) {
    fractions(strips * 4 * LANES, gates, gatesOff, scratch);
    cells(strips, gates, gatesOff, scratch, c, cOff);
    outputs(strips, gates, gatesOff + 3 * LANES, scratch, c, cOff, h, hOff);
  }

  /** tanh(x) = p / q: p takes the place of x. */
  private static void fractions(int n, float[] x, int xOff, float[] q) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, xOff + i).max(-TANH_CLAMP).min(TANH_CLAMP);
      FloatVector v2 = v.mul(v);
      FloatVector p = v2.mul(A13).add(A11).fma(v2, v2.broadcast(A9)).fma(v2, v2.broadcast(A7));
      p = p.fma(v2, v2.broadcast(A5)).fma(v2, v2.broadcast(A3)).fma(v2, v2.broadcast(A1));
      p.mul(v).intoArray(x, xOff + i);
      v2.mul(B6).add(B4).fma(v2, v2.broadcast(B2)).fma(v2, v2.broadcast(B0)).intoArray(q, i);
    }
  }

  /** {@code c = sigmoid(f) * c + sigmoid(i) * tanh(g)}. */
  private static void cells(int strips, float[] p, int pOff, float[] q, float[] c, int cOff) {
    for (int s = 0; s < strips; s++) {
      int at = s * 4 * LANES;
      FloatVector fq = FloatVector.fromArray(S, q, at + LANES);
      FloatVector iq = FloatVector.fromArray(S, q, at);
      FloatVector igq = iq.mul(FloatVector.fromArray(S, q, at + 2 * LANES));
      FloatVector open = fq.add(FloatVector.fromArray(S, p, pOff + at + LANES));
      FloatVector kept = FloatVector.fromArray(S, c, cOff + s * LANES).mul(open).mul(igq);
      FloatVector input = iq.add(FloatVector.fromArray(S, p, pOff + at));
      FloatVector added = input.mul(FloatVector.fromArray(S, p, pOff + at + 2 * LANES));
      FloatVector sum = added.fma(fq, kept);
      sum.div(igq.mul(fq)).mul(0.5f).intoArray(c, cOff + s * LANES);
    }
  }

  /** {@code h = sigmoid(o) * tanh(c)}. */
  private static void outputs(
      int strips, float[] p, int pOff, float[] q, float[] c, int cOff, float[] h, int hOff) {
    for (int s = 0; s < strips; s++) {
      int at = s * 4 * LANES;
      FloatVector v =
          FloatVector.fromArray(S, c, cOff + s * LANES).max(-TANH_CLAMP).min(TANH_CLAMP);
      FloatVector v2 = v.mul(v);
      FloatVector vp = v2.mul(A13).add(A11).fma(v2, v2.broadcast(A9)).fma(v2, v2.broadcast(A7));
      vp = vp.fma(v2, v2.broadcast(A5)).fma(v2, v2.broadcast(A3)).fma(v2, v2.broadcast(A1)).mul(v);
      FloatVector vq = v2.mul(B6).add(B4).fma(v2, v2.broadcast(B2)).fma(v2, v2.broadcast(B0));
      FloatVector oq = FloatVector.fromArray(S, q, at + 3 * LANES);
      FloatVector open = oq.add(FloatVector.fromArray(S, p, pOff + at));
      open.mul(vp).div(oq.mul(vq)).mul(0.5f).intoArray(h, hOff + s * LANES);
    }
  }

  /** Elements [0, the return value) of a row; the rest fills no vector. */
  static int lstmBackward(
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
    int j = 0;
    for (; j <= hidden - LANES; j += LANES) {
      int at = gatesOff + j;
      FloatVector i = FloatVector.fromArray(S, gates, at);
      FloatVector f = FloatVector.fromArray(S, gates, at + hidden);
      FloatVector g = FloatVector.fromArray(S, gates, at + 2 * hidden);
      FloatVector o = FloatVector.fromArray(S, gates, at + 3 * hidden);
      FloatVector squashed = FloatVector.fromArray(S, tanhC, tanhCOff + j);
      FloatVector dhj = FloatVector.fromArray(S, dh, dhOff + j);
      FloatVector one = FloatVector.broadcast(S, 1f);
      FloatVector dcj =
          FloatVector.fromArray(S, dc, dcOff + j)
              .add(dhj.mul(o).mul(one.sub(squashed.mul(squashed))));
      int out = dGatesOff + j;
      dcj.mul(g).mul(i).mul(one.sub(i)).intoArray(dGates, out);
      dcj.mul(FloatVector.fromArray(S, cPrev, cPrevOff + j))
          .mul(f)
          .mul(one.sub(f))
          .intoArray(dGates, out + hidden);
      dcj.mul(i).mul(one.sub(g.mul(g))).intoArray(dGates, out + 2 * hidden);
      dhj.mul(squashed).mul(o).mul(one.sub(o)).intoArray(dGates, out + 3 * hidden);
      dcj.mul(f).intoArray(dc, dcOff + j);
    }
    return j;
  }
}
