package org.auricle.engine.math;

import static org.auricle.engine.math.VectorActivations.A1;
import static org.auricle.engine.math.VectorActivations.A11;
import static org.auricle.engine.math.VectorActivations.A13;
import static org.auricle.engine.math.VectorActivations.A3;
import static org.auricle.engine.math.VectorActivations.A5;
import static org.auricle.engine.math.VectorActivations.A7;
import static org.auricle.engine.math.VectorActivations.A9;
import static org.auricle.engine.math.VectorActivations.B0;
import static org.auricle.engine.math.VectorActivations.B2;
import static org.auricle.engine.math.VectorActivations.B4;
import static org.auricle.engine.math.VectorActivations.B6;
import static org.auricle.engine.math.VectorActivations.E0;
import static org.auricle.engine.math.VectorActivations.E1;
import static org.auricle.engine.math.VectorActivations.E2;
import static org.auricle.engine.math.VectorActivations.E3;
import static org.auricle.engine.math.VectorActivations.E4;
import static org.auricle.engine.math.VectorActivations.E5;
import static org.auricle.engine.math.VectorActivations.EXP_MIN;
import static org.auricle.engine.math.VectorActivations.LN2_HIGH;
import static org.auricle.engine.math.VectorActivations.LN2_LOW;
import static org.auricle.engine.math.VectorActivations.LOG2_E;
import static org.auricle.engine.math.VectorActivations.ROUND;
import static org.auricle.engine.math.VectorActivations.TANH_CLAMP;

/**
 * The functions of {@link VectorActivations}, bit for bit, in plain loops; for as long as {@link
 * ColdStart} says.
 */
final class ColdActivations {

  private ColdActivations() {}

  /** {@code shift + scale * tanh(slope * value)}. */
  private static float scaledTanh(float value, float slope, float scale, float shift) {
    float x = clamped(value * slope);
    float x2 = x * x;
    return x * numerator(x2) / denominator(x2) * scale + shift;
  }

  /** {@code exp(argument)}. */
  static float exp(float argument) {
    float x = Math.min(Math.max(argument, EXP_MIN), Activations.EXP_MAX);
    float rounded = Math.fma(x, LOG2_E, ROUND);
    float count = rounded - ROUND;
    float r = Math.fma(count, -LN2_LOW, Math.fma(count, -LN2_HIGH, x));
    float p = Math.fma(Math.fma(r * E0 + E1, r, E2), r, E3);
    p = Math.fma(Math.fma(Math.fma(p, r, E4), r, E5), r * r, r + 1);
    return p * Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << 23) + 0x3f800000);
  }

  private static float clamped(float x) {
    return Math.min(Math.max(x, -TANH_CLAMP), TANH_CLAMP);
  }

  private static float numerator(float x2) {
    float p = Math.fma(Math.fma(x2 * A13 + A11, x2, A9), x2, A7);
    return Math.fma(Math.fma(Math.fma(p, x2, A5), x2, A3), x2, A1);
  }

  private static float denominator(float x2) {
    return Math.fma(Math.fma(x2 * B6 + B4, x2, B2), x2, B0);
  }

  static void tanh(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    for (int i = 0; i < n; i++) {
      dst[dstOff + i] = scaledTanh(src[srcOff + i], 1, 1, 0);
    }
  }

  static void sigmoid(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    for (int i = 0; i < n; i++) {
      dst[dstOff + i] = scaledTanh(src[srcOff + i], 0.5f, 0.5f, 0.5f);
    }
  }

  /** {@code dst = exp(src - shift)}. */
  static void exp(int n, float shift, float[] src, int srcOff, float[] dst, int dstOff) {
    for (int i = 0; i < n; i++) {
      dst[dstOff + i] = exp(src[srcOff + i] - shift);
    }
  }

  static void logSoftmax(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, src[srcOff + i]);
    }
    float logSum = max;
    if (!Float.isInfinite(max)) {
      float[] terms = OrderedSum.scratch(n);
      exp(n, max, src, srcOff, terms, 0);
      logSum += (float) Math.log(OrderedSum.fold(n, terms));
    }
    for (int i = 0; i < n; i++) {
      dst[dstOff + i] = src[srcOff + i] - logSum;
    }
  }

  /** See {@link VectorActivations#lstmStep}. */
  static void lstmStep(
      int lanes,
      int strips,
      float[] gates,
      int gatesOff,
      float[] c,
      int cOff,
      float[] h,
      int hOff,
      float[] scratch) {
    fractions(strips * 4 * lanes, gates, gatesOff, scratch);
    for (int s = 0; s < strips; s++) {
      int at = 4 * s * lanes;
      cells(lanes, gates, gatesOff + at, scratch, at, c, cOff + s * lanes);
      int o = at + 3 * lanes;
      outputs(lanes, gates, gatesOff + o, scratch, o, c, cOff + s * lanes, h, hOff + s * lanes);
    }
  }

  private static void fractions(int n, float[] x, int xOff, float[] q) {
    for (int i = 0; i < n; i++) {
      float v = clamped(x[xOff + i]);
      float v2 = v * v;
      x[xOff + i] = numerator(v2) * v;
      q[i] = denominator(v2);
    }
  }

  private static void cells(
      int lanes, float[] p, int pOff, float[] q, int qOff, float[] c, int cOff) {
    for (int u = 0; u < lanes; u++) {
      float iq = q[qOff + u];
      float fq = q[qOff + lanes + u];
      float igq = iq * q[qOff + 2 * lanes + u];
      float kept = c[cOff + u] * (fq + p[pOff + lanes + u]) * igq;
      float added = (iq + p[pOff + u]) * p[pOff + 2 * lanes + u];
      c[cOff + u] = Math.fma(added, fq, kept) / (igq * fq) * 0.5f;
    }
  }

  private static void outputs(
      int lanes,
      float[] p,
      int pOff,
      float[] q,
      int qOff,
      float[] c,
      int cOff,
      float[] h,
      int hOff) {
    for (int u = 0; u < lanes; u++) {
      float v = clamped(c[cOff + u]);
      float v2 = v * v;
      float oq = q[qOff + u];
      float open = oq + p[pOff + u];
      h[hOff + u] = open * (numerator(v2) * v) / (oq * denominator(v2)) * 0.5f;
    }
  }
}
