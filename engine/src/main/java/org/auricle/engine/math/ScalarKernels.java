package org.auricle.engine.math;

import java.util.Arrays;

/** The specification, and the fallback where there is no vector unit to use. */
final class ScalarKernels implements Kernels {

  @Override
  public int panelWidth() {
    return 16;
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
    int width = panelWidth();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j += width) {
        int panel = bOff + j / width * panelStride;
        int columns = Math.min(width, n - j);
        int out = cOff + i * ldc + j;
        Arrays.fill(tile, 0, width, 0);
        if (from != null) {
          System.arraycopy(from, fromOff + i * ldFrom + j, tile, 0, columns);
        }
        for (int kk = 0; kk < k; kk++) {
          float x = a[aOff + i * Gemm.A_STRIDE + kk];
          for (int jj = 0; jj < width; jj++) {
            tile[jj] += x * b[panel + kk * width + jj];
          }
        }
        System.arraycopy(tile, 0, c, out, columns);
      }
    }
  }

  @Override
  public int stripUnits() {
    return panelWidth() / 2;
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
    int width = 4 * stripUnits();
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < strips * 4 * stripUnits(); j++) {
        int at = RecurrentMatrix.START + j / width * k * width + j % width;
        float sum = gates[gatesOff + r * gatesStride + j];
        for (int kk = 0; kk < k; kk++) {
          sum = Math.fma(h[hOff + r * hStride + kk], w[at + kk * width], sum);
        }
        gates[gatesOff + r * gatesStride + j] = sum;
      }
    }
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
    int units = stripUnits();
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < strips * 4 * stripUnits(); j++) {
        int gate = j / units % 4;
        int at =
            RecurrentMatrix.START + j / (4 * units) * k * 2 * units + gate / 2 * units + j % units;
        float sum = gates[gatesOff + r * gatesStride + j];
        for (int kk = 0; kk < k; kk++) {
          int pair = w[at + kk * 2 * units];
          float weight = gate % 2 == 0 ? Bfloat16.upper(pair) : Bfloat16.lower(pair);
          sum = Math.fma(h[hOff + r * hStride + kk], weight, sum);
        }
        gates[gatesOff + r * gatesStride + j] = sum;
      }
    }
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
    int units = stripUnits();
    for (int j = 0; j < strips * units; j++) {
      int at = gatesOff + j / units * 4 * units + j % units;
      double i = 1 / (1 + Math.exp(-2 * gates[at]));
      double f = 1 / (1 + Math.exp(-2 * gates[at + units]));
      double g = Math.tanh(gates[at + 2 * units]);
      double o = 1 / (1 + Math.exp(-2 * gates[at + 3 * units]));
      double cell = f * c[cOff + j] + i * g;
      c[cOff + j] = (float) cell;
      h[hOff + j] = (float) (o * Math.tanh(cell));
    }
  }

  @Override
  public void packPanel(int k, float[] b, int bOff, int ldb, float[] panel, int panelOff) {
    for (int kk = 0; kk < k; kk++) {
      System.arraycopy(b, bOff + kk * ldb, panel, panelOff + kk * panelWidth(), panelWidth());
    }
  }

  @Override
  public void exp(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    for (int i = 0; i < n; i++) {
      dst[dstOff + i] = (float) Math.exp(Math.min(src[srcOff + i], Activations.EXP_MAX));
    }
  }

  @Override
  public void tanh(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    for (int i = 0; i < n; i++) {
      dst[dstOff + i] = (float) Math.tanh(src[srcOff + i]);
    }
  }

  @Override
  public void sigmoid(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    for (int i = 0; i < n; i++) {
      dst[dstOff + i] = (float) (1 / (1 + Math.exp(-src[srcOff + i])));
    }
  }

  @Override
  public void logSoftmax(int n, float[] src, int srcOff, float[] dst, int dstOff) {
    float logSum = LogMath.logSumExp(src, srcOff, n);
    for (int i = 0; i < n; i++) {
      dst[dstOff + i] = src[srcOff + i] - logSum;
    }
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
    sigmoid(2 * hidden, gates, gatesOff, gates, gatesOff);
    tanh(hidden, gates, gatesOff + 2 * hidden, gates, gatesOff + 2 * hidden);
    sigmoid(hidden, gates, gatesOff + 3 * hidden, gates, gatesOff + 3 * hidden);
    for (int j = 0; j < hidden; j++) {
      float i = gates[gatesOff + j];
      float f = gates[gatesOff + hidden + j];
      float g = gates[gatesOff + 2 * hidden + j];
      float o = gates[gatesOff + 3 * hidden + j];
      float cell = f * cPrev[cPrevOff + j] + i * g;
      float squashed = (float) Math.tanh(cell);
      c[cOff + j] = cell;
      tanhC[tanhCOff + j] = squashed;
      h[hOff + j] = o * squashed;
    }
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
    lstmBackwardFrom(
        0, hidden, gates, gatesOff, cPrev, cPrevOff, tanhC, tanhCOff, dh, dhOff, dc, dcOff, dGates,
        dGatesOff);
  }

  /** The elements from {@code from} on. */
  static void lstmBackwardFrom(
      int from,
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
    for (int j = from; j < hidden; j++) {
      float i = gates[gatesOff + j];
      float f = gates[gatesOff + hidden + j];
      float g = gates[gatesOff + 2 * hidden + j];
      float o = gates[gatesOff + 3 * hidden + j];
      float squashed = tanhC[tanhCOff + j];
      float dhj = dh[dhOff + j];
      float dcj = dc[dcOff + j] + dhj * o * (1 - squashed * squashed);
      dGates[dGatesOff + j] = dcj * g * i * (1 - i);
      dGates[dGatesOff + hidden + j] = dcj * cPrev[cPrevOff + j] * f * (1 - f);
      dGates[dGatesOff + 2 * hidden + j] = dcj * i * (1 - g * g);
      dGates[dGatesOff + 3 * hidden + j] = dhj * squashed * o * (1 - o);
      dc[dcOff + j] = dcj * f;
    }
  }

  @Override
  public void add(int n, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] += x[xOff + i];
    }
  }

  @Override
  public void axpy(int n, float alpha, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] += alpha * x[xOff + i];
    }
  }

  @Override
  public void scale(int n, float alpha, float[] x, int xOff) {
    for (int i = 0; i < n; i++) {
      x[xOff + i] *= alpha;
    }
  }

  @Override
  public float dot(int n, float[] x, int xOff, float[] y, int yOff) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xOff + i] * y[yOff + i];
    }
    return sum;
  }

  @Override
  public boolean isFinite(int n, float[] x, int xOff) {
    for (int i = 0; i < n; i++) {
      if (!Float.isFinite(x[xOff + i])) {
        return false;
      }
    }
    return true;
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
    for (int i = 0; i < n; i++) {
      float g = grad[gOff + i] * gradScale;
      float mi = beta1 * m[off + i] + (1 - beta1) * g;
      float vi = beta2 * v[off + i] + g * (1 - beta2) * g;
      m[off + i] = mi;
      v[off + i] = vi;
      float step = mi * rate1 / ((float) Math.sqrt(vi) * rate2 + eps);
      p[pOff + i] -= (step + p[pOff + i] * weightDecay) * lr;
    }
  }
}
