package org.auricle.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.auricle.engine.math.RecurrentMatrix.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain loops of the cold start against the vectors that follow them, bit for bit. */
class ColdKernelsTest {
  private static final int OFF = KernelsTest.OFF;
  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.MIN_VALUE,
    -1e-40f,
    1e-20f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    7.905311f,
    -7.905312f,
    15.8f,
    88.1f,
    -88.1f,
    -87.9f,
    0.34657359f,
    -0.3465736f
  };

  private final SplittableRandom random = new SplittableRandom(7);
  private Kernels cold;
  private Kernels warm;

  @BeforeEach
  void needTheVectorUnit() {
    assumeTrue(
        KernelProvider.KERNELS instanceof VectorKernels, "no vector kernels on this machine");
    cold = new VectorKernels(new ColdStart(Long.MAX_VALUE));
    warm = new VectorKernels();
  }

  private interface Call {
    void on(Kernels kernels, float[][] arrays);
  }

  /** Runs a kernel in both forms on copies of the same arrays and compares all of them. */
  private void compare(Call call, float[]... arrays) {
    float[][] expected = Arrays.stream(arrays).map(float[]::clone).toArray(float[][]::new);
    float[][] actual = Arrays.stream(arrays).map(float[]::clone).toArray(float[][]::new);
    call.on(warm, expected);
    call.on(cold, actual);
    for (int a = 0; a < arrays.length; a++) {
      for (int i = 0; i < arrays[a].length; i++) {
        assertThat(Float.floatToIntBits(actual[a][i]))
            .as("array %d [%d]: %s and %s", a, i, expected[a][i], actual[a][i])
            .isEqualTo(Float.floatToIntBits(expected[a][i]));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 17, 64, 513})
  void functions(int n) {
    for (float scale : new float[] {1, 20, 100}) {
      for (float[] x : new float[][] {values(n, scale), withSpecialOnes(n, scale)}) {
        float[] y = values(n, 1);
        compare((k, v) -> k.tanh(n, v[0], OFF, v[1], OFF), x, y);
        compare((k, v) -> k.sigmoid(n, v[0], OFF, v[1], OFF), x, y);
        compare((k, v) -> k.sigmoid(n, v[0], OFF, v[0], OFF), x);
        compare((k, v) -> k.exp(n, v[0], OFF, v[1], OFF), x, y);
        compare((k, v) -> k.logSoftmax(n, v[0], OFF, v[1], OFF), x, y);
      }
    }
  }

  @Test
  void specialValuesGoThroughTheFunctionsWhereverTheyStand() {
    for (int shift = 0; shift < 40; shift++) {
      float[] x = new float[OFF + 64];
      for (int i = 0; i < x.length; i++) {
        x[i] = SPECIAL[(i + shift) % SPECIAL.length];
      }
      compare((k, v) -> k.tanh(61, v[0], OFF, v[0], OFF), x);
      compare((k, v) -> k.exp(61, v[0], OFF, v[0], OFF), x);
      compare((k, v) -> v[0][0] = k.isFinite(2, v[0], OFF) ? 1 : 0, x);
    }
  }

  /** Sums that start at zeros, at what C holds, and at one row for all. */
  @ParameterizedTest
  @CsvSource({"1,1,1", "1,513,300", "2,96,64", "3,7,17", "10,80,256", "17,33,257", "171,40,120"})
  void products(int m, int n, int k) {
    float[] a = values(m * k, 1);
    float[] b = values(k * n, 1);
    float[] c = values(m * n, 1);
    for (int start = 0; start < 3; start++) {
      int from = start;
      compare(
          (kernels, v) ->
              KernelsTest.multiply(
                  kernels, m, n, k, v, from == 0 ? null : v[2], from == 1 ? n : 0, v[3]),
          a,
          b,
          c,
          values(m * n, 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,2", "16,1", "17,7", "32,3", "40,9", "80,4", "256,1"})
  void recurrentProducts(int hidden, int rows) {
    float[] weights = values(4 * hidden * hidden, 1);
    int units = warm.stripUnits();
    int width = (hidden + units - 1) / units * units * 4;
    for (Precision precision : Precision.values()) {
      for (boolean descending : new boolean[] {false, true}) {
        compare(
            (kernels, v) ->
                new RecurrentMatrix(
                        hidden, Arrays.copyOf(weights, 4 * hidden * hidden), precision, kernels)
                    .addProduct(rows, v[0], OFF, hidden + 2, v[1], OFF, width + 1, descending),
            values(rows * (hidden + 2), 1),
            values(rows * (width + 1), 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0.01f, 1, 10, 1e30f})
  void steps(float scale) {
    int strips = 3;
    int units = warm.stripUnits();
    for (int again = 0; again < 50; again++) {
      compare(
          (k, v) -> k.lstmStep(strips, v[0], OFF, v[1], OFF, v[2], OFF, new float[4 * 3 * units]),
          values(strips * 4 * units, scale),
          values(strips * units, scale),
          values(strips * units, 1));
    }
  }

  @Test
  void endsAfterAsMuchWorkAsItWasGiven() {
    ColdStart start = new ColdStart(100);
    assertThat(start.takes(99)).isTrue();
    assertThat(start.takes(50)).as("begun while cold").isTrue();
    assertThat(start.takes(0)).isFalse();
    assertThat(new ColdStart(0).takes(1)).isFalse();
  }

  /** n values in [-scale, scale], and others before and behind that must not matter. */
  private float[] values(int n, float scale) {
    float[] values = new float[n + OFF + 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1) * scale;
    }
    return values;
  }

  private float[] withSpecialOnes(int n, float scale) {
    float[] values = values(n, scale);
    values[OFF + random.nextInt(n)] = SPECIAL[random.nextInt(SPECIAL.length)];
    return values;
  }
}
