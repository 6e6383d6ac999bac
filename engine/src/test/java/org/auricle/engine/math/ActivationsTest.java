package org.auricle.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Against java.lang.Math in double precision, and the LSTM's gradient against differences. */
class ActivationsTest {

  private static final float[] SPECIAL = {
    0,
    -0f,
    1e-30f,
    -1e-30f,
    1e-4f,
    30,
    -30,
    87.9f,
    -87.9f,
    88,
    -88,
    1e4f,
    -1e4f,
    3e38f,
    -3e38f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  private interface Function {
    void apply(int n, float[] src, int srcOff, float[] dst, int dstOff);
  }

  private static void compare(
      Function function, DoubleUnaryOperator oracle, double absolute, double relative) {
    int n = 40_000 + SPECIAL.length;
    float[] x = new float[n];
    System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
    for (int i = SPECIAL.length; i < n; i++) {
      x[i] = (i - n / 2) * 20f / (n / 2);
    }
    float[] y = new float[n];
    function.apply(n, x, 0, y, 0);
    for (int i = 0; i < n; i++) {
      double expected = oracle.applyAsDouble(x[i]);
      double tolerance = absolute + relative * expected;
      if (!(Math.abs(y[i] - expected) <= tolerance)) {
        assertThat((double) y[i]).as("at %s", x[i]).isCloseTo(expected, within(tolerance));
      }
    }
  }

  @Test
  void tanhSigmoidAndExpAreAccurate() {
    compare(Activations::tanh, Math::tanh, 5e-7, 0);
    compare(Activations::sigmoid, x -> 1 / (1 + Math.exp(-x)), 3e-7, 0);
    compare(Activations::exp, x -> Math.exp(Math.min(x, Activations.EXP_MAX)), 1.3e-38, 3e-7);
  }

  @Test
  void saturatedGatesStayInRange() {
    float[] x = new float[64];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i % 2 == 0 ? 1 : -1) * (5 + i * i);
    }
    float[] y = new float[64];
    Activations.tanh(64, x, 0, y, 0);
    for (float value : y) {
      assertThat(value).isBetween(-1f, 1f);
    }
    Activations.sigmoid(64, x, 0, y, 0);
    for (float value : y) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  @Test
  void nanStaysNan() {
    for (int at = 0; at < 37; at++) {
      float[] x = new float[37];
      x[at] = Float.intBitsToFloat(0x7fc12345);
      float[] y = new float[37];
      Activations.tanh(37, x, 0, y, 0);
      assertThat(y[at]).isNaN();
      Activations.sigmoid(37, x, 0, y, 0);
      assertThat(y[at]).isNaN();
      Activations.exp(37, x, 0, y, 0);
      assertThat(y[at]).isNaN();
      Activations.logSoftmax(1, 37, x, 0, y, 0);
      assertThat(y).containsOnly(Float.NaN);
    }
  }

  @Test
  void logSoftmaxEqualsTheDefinition() {
    int rows = 3;
    int cols = 37;
    float[] x = randomValues(rows * cols, 30, 1);
    x[4] = Float.NEGATIVE_INFINITY;
    float[] y = new float[rows * cols];
    Activations.logSoftmax(rows, cols, x, 0, y, 0);
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int j = 0; j < cols; j++) {
        sum += Math.exp(x[r * cols + j]);
      }
      for (int j = 0; j < cols; j++) {
        int at = r * cols + j;
        if (at == 4) {
          assertThat(y[at]).isEqualTo(Float.NEGATIVE_INFINITY);
        } else {
          assertThat((double) y[at]).isCloseTo(x[at] - Math.log(sum), within(1e-5));
        }
      }
    }
  }

  @Test
  void lstmBackwardIsTheGradientOfLstmForward() {
    int rows = 2;
    int hidden = 19;
    int n = rows * hidden;
    float[] pre = randomValues(4 * n, 2, 2);
    float[] cPrev = randomValues(n, 1, 3);
    float[] dh = randomValues(rows * (hidden + 2), 1, 4);
    float[] dcNext = randomValues(n, 1, 5);
    float[] gates = pre.clone();
    float[] c = new float[n];
    float[] tanhC = new float[n];
    float[] h = new float[rows * (hidden + 2)];
    Activations.lstmForward(rows, hidden, gates, 0, cPrev, 0, c, 0, tanhC, 0, h, 0, hidden + 2);
    float[] dc = dcNext.clone();
    float[] dGates = new float[4 * n];
    Activations.lstmBackward(
        rows, hidden, gates, 0, cPrev, 0, tanhC, 0, dh, 0, hidden + 2, dc, 0, dGates, 0);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < hidden; j++) {
        int at = r * hidden + j;
        int hAt = r * (hidden + 2) + j;
        double[] p = new double[5];
        for (int gate = 0; gate < 4; gate++) {
          p[gate] = pre[r * 4 * hidden + gate * hidden + j];
        }
        p[4] = cPrev[at];
        double[] out = cell(p);
        assertThat((double) c[at]).isCloseTo(out[0], within(2e-6));
        assertThat((double) h[hAt]).isCloseTo(out[1], within(2e-6));
        for (int input = 0; input < 5; input++) {
          double[] up = p.clone();
          double[] down = p.clone();
          up[input] += 1e-6;
          down[input] -= 1e-6;
          double[] plus = cell(up);
          double[] minus = cell(down);
          double expected =
              ((plus[0] - minus[0]) * dcNext[at] + (plus[1] - minus[1]) * dh[hAt]) / 2e-6;
          float actual = input == 4 ? dc[at] : dGates[r * 4 * hidden + input * hidden + j];
          assertThat((double) actual).as("input %d", input).isCloseTo(expected, within(3e-6));
        }
      }
    }
  }

  /** {c, h} of {i, f, g, o, cPrev}. */
  private static double[] cell(double[] p) {
    double c = sigmoid(p[1]) * p[4] + sigmoid(p[0]) * Math.tanh(p[2]);
    return new double[] {c, sigmoid(p[3]) * Math.tanh(c)};
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void saysWhichArrayIsTooShort() {
    assertThatThrownBy(() -> Activations.tanh(4, new float[4], 0, new float[6], 3))
        .hasMessage("dst: 4 values at offset 3 (expected: within the 6 of the array)");
    assertThatThrownBy(() -> Activations.exp(-1, new float[4], 0))
        .hasMessage("src: -1 values at offset 0 (expected: within the 4 of the array)");
  }

  private static float[] randomValues(int n, float scale, long seed) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (random.nextFloat() * 2 - 1) * scale;
    }
    return values;
  }
}
