package org.auricle.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.auricle.engine.math.RecurrentMatrix.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the sums and functions written out in double precision, in PyTorch's order of gates. */
class RecurrentMatrixTest {
  private static final int OFF = 3;

  private final Random random = new Random(3);

  @ParameterizedTest
  @CsvSource({"1,1", "3,2", "16,1", "17,7", "32,3", "40,9", "64,6", "70,5", "80,4", "80,1"})
  void productIsTheDefinition(int hidden, int rows) {
    float[] weights = values(4 * hidden * hidden, 1);
    float[] h = values(OFF + rows * (hidden + 2), 1);
    float[] start = values(4 * hidden, 1);
    for (Kernels kernels : List.of(new ScalarKernels(), KernelProvider.KERNELS)) {
      int units = kernels.stripUnits();
      int width = (hidden + units - 1) / units * units * 4;
      for (Precision precision : Precision.values()) {
        RecurrentMatrix matrix = new RecurrentMatrix(hidden, weights, precision, kernels);
        for (boolean descending : new boolean[] {false, true}) {
          float[] gates = new float[OFF + rows * (width + 1)];
          for (int r = 0; r < rows; r++) {
            for (int j = 0; j < 4 * hidden; j++) {
              gates[OFF + r * (width + 1) + inStrips(j, hidden, units)] =
                  scale(j, hidden) * start[j];
            }
          }
          matrix.addProduct(rows, h, OFF, hidden + 2, gates, OFF, width + 1, descending);
          for (int r = 0; r < rows; r++) {
            for (int j = 0; j < 4 * hidden; j++) {
              double sum = start[j];
              double absolute = 0;
              for (int k = 0; k < hidden; k++) {
                double term = (double) weights[j * hidden + k] * h[OFF + r * (hidden + 2) + k];
                sum += term;
                absolute += Math.abs(term);
              }
              double slack = (precision == Precision.FLOAT32 ? 1e-6 : 1.0 / 256) * absolute + 1e-6;
              float found = gates[OFF + r * (width + 1) + inStrips(j, hidden, units)];
              assertThat((double) found / scale(j, hidden))
                  .as("%s, row %d, gate %d", precision, r, j)
                  .isCloseTo(sum, within(slack));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowHasTheSameBitsInAnyCompany(Precision precision) {
    int hidden = 48;
    int rows = 15;
    int width = RecurrentMatrix.gateWidth(hidden);
    RecurrentMatrix matrix = new RecurrentMatrix(hidden, values(4 * hidden * hidden, 1), precision);
    float[] h = values(rows * hidden, 1);
    float[] start = values(rows * width, 1);
    float[] expected = start.clone();
    for (int r = 0; r < rows; r++) {
      matrix.addProduct(1, h, r * hidden, hidden, expected, r * width, width, false);
    }
    for (int count = 2; count <= rows; count++) {
      float[] gates = start.clone();
      matrix.addProduct(count, h, 0, hidden, gates, 0, width, true);
      assertThat(Arrays.copyOf(gates, count * width))
          .isEqualTo(Arrays.copyOf(expected, count * width));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 33, 64})
  void stepIsTheDefinition(int hidden) {
    int rows = 3;
    for (Kernels kernels : List.of(new ScalarKernels(), KernelProvider.KERNELS)) {
      int units = kernels.stripUnits();
      int state = (hidden + units - 1) / units * units;
      float[] gates = values(rows * 4 * state, 8);
      float[] before = values(rows * state, 3);
      float[] c = before.clone();
      float[] h = new float[rows * state];
      float[] scratch = new float[4 * state];
      float[] original = gates.clone();
      for (int r = 0; r < rows; r++) {
        kernels.lstmStep(state / units, gates, r * 4 * state, c, r * state, h, r * state, scratch);
        for (int j = 0; j < hidden; j++) {
          int at = r * 4 * state;
          double i = sigmoid(2 * original[at + inStrips(j, hidden, units)]);
          double f = sigmoid(2 * original[at + inStrips(hidden + j, hidden, units)]);
          double g = Math.tanh(original[at + inStrips(2 * hidden + j, hidden, units)]);
          double o = sigmoid(2 * original[at + inStrips(3 * hidden + j, hidden, units)]);
          double cell = f * before[r * state + j] + i * g;
          assertThat((double) c[r * state + j]).isCloseTo(cell, within(2e-6));
          assertThat((double) h[r * state + j]).isCloseTo(o * Math.tanh(cell), within(1e-6));
        }
      }
    }
  }

  @Test
  void stepSaturatesWhereTheFunctionsDo() {
    int units = RecurrentMatrix.stateWidth(1);
    float[] gates = new float[4 * units];
    Arrays.fill(gates, 1e30f);
    float[] c = new float[units];
    Arrays.fill(c, 1e6f);
    float[] h = new float[units];
    Activations.lstmStep(1, 1, gates, 0, gates.length, c, 0, h, 0, new float[4 * units]);
    assertThat(c[0]).isCloseTo(1e6f + 1, within(1f));
    assertThat(h[0]).isCloseTo(1, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 1, -1, 0.1f, -3.14159f, 1e-30f, Float.MIN_VALUE, 1e38f, -3.4e38f})
  void bfloat16IsTheNearestOfTheUpperHalves(float value) {
    for (float other : new float[] {0, 1, -0.37f, 3e38f, -1e-20f}) {
      int pair = Bfloat16.pair(value, other);
      assertThat(Math.abs((double) Bfloat16.upper(pair) - value))
          .isLessThanOrEqualTo(Math.abs((double) value) / 256 + 1e-38);
      assertThat(Bfloat16.lower(Bfloat16.pair(other, value))).isEqualTo(nearest(value));
    }
  }

  @Test
  void upperHalfIsWithinTheRelativeErrorOfRounding() {
    double sum = 0;
    for (int n = 0; n < 10_000; n++) {
      float value = (float) random.nextGaussian();
      float upper = Bfloat16.upper(Bfloat16.pair(value, (float) random.nextGaussian()));
      assertThat((double) Math.abs(upper - value)).isLessThanOrEqualTo(Math.abs(value) / 256.0);
      sum += Math.abs(upper - value) / Math.ulp(value);
    }
    assertThat(sum / 10_000).as("mean error: a quarter of 2^16 units").isBetween(15e3, 18e3);
  }

  @Test
  void sizesThatDoNotFitAreNamed() {
    assertThatThrownBy(() -> new RecurrentMatrix(4, new float[63], Precision.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("63 values (expected: 4 x 4 x 4)");
    RecurrentMatrix matrix = new RecurrentMatrix(4, new float[64], Precision.BFLOAT16);
    assertThat(matrix.precision()).isEqualTo(Precision.BFLOAT16);
    assertThatThrownBy(
            () -> matrix.addProduct(2, new float[7], 0, 4, new float[1000], 0, 200, false))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("h");
  }

  /** What gate j is multiplied by. */
  private static float scale(int j, int hidden) {
    return j / hidden == 2 ? 1 : 0.5f;
  }

  /** Where gate j of PyTorch's order stands. */
  private static int inStrips(int j, int hidden, int units) {
    int gate = j / hidden;
    int unit = j % hidden;
    return unit / units * units * 4 + gate * units + unit % units;
  }

  /** By comparing with all numbers whose lower half is zero that are near. */
  private static float nearest(float value) {
    float best = Float.NaN;
    int bits = Float.floatToRawIntBits(value) & 0xffff0000;
    for (int candidate : new int[] {bits, bits + 0x10000}) {
      float number = Float.intBitsToFloat(candidate);
      if (Float.isFinite(number)
          && !(Math.abs((double) number - value) >= Math.abs((double) best - value))) {
        best = number;
      }
    }
    return best;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private float[] values(int n, double scale) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }
}
