package org.auricle.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernels against the specification, at sizes that fill vectors and that do not. */
class KernelsTest {

  static final int OFF = 5;

  private final Random random = new Random(11);
  private final Kernels scalar = new ScalarKernels();
  private Kernels vector;

  @BeforeEach
  void needTheVectorUnit() {
    assumeTrue(
        KernelProvider.KERNELS instanceof VectorKernels, "no vector kernels on this machine");
    vector = new VectorKernels();
  }

  private interface Call {
    void on(Kernels kernels, float[][] arrays);
  }

  /** Runs a kernel in both forms on copies of the same arrays and compares all of them. */
  private void compare(double tolerance, Call call, float[]... arrays) {
    float[][] expected = copy(arrays);
    float[][] actual = copy(arrays);
    call.on(scalar, expected);
    call.on(vector, actual);
    for (int a = 0; a < arrays.length; a++) {
      for (int i = 0; i < arrays[a].length; i++) {
        assertThat(actual[a][i])
            .as("array %d [%d]", a, i)
            .isCloseTo(
                expected[a][i], within((float) (tolerance * (1 + Math.abs(expected[a][i])))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 17, 64, 513})
  void functions(int n) {
    float[] x = values(n, 20);
    float[] y = values(n, 1);
    compare(5e-7, (k, v) -> k.tanh(n, v[0], OFF, v[1], OFF), x, y);
    compare(5e-7, (k, v) -> k.tanh(n, v[0], OFF, v[0], OFF), x);
    compare(3e-7, (k, v) -> k.sigmoid(n, v[0], OFF, v[1], OFF), x, y);
    compare(3e-7, (k, v) -> k.exp(n, v[0], OFF, v[1], OFF), x, y);
    compare(1e-6, (k, v) -> k.logSoftmax(n, v[0], OFF, v[1], OFF), x, y);
    compare(1e-6, (k, v) -> k.logSoftmax(n, v[0], OFF, v[0], OFF), x);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 17, 64, 513})
  void linear(int n) {
    float[] x = values(n, 3);
    float[] y = values(n, 3);
    compare(0, (k, v) -> k.add(n, v[0], OFF, v[1], OFF), x, y);
    compare(0, (k, v) -> k.axpy(n, 0.3f, v[0], OFF, v[1], OFF), x, y);
    compare(0, (k, v) -> k.scale(n, 0.3f, v[0], OFF), x);
    assertThat(vector.dot(n, x, OFF, y, OFF))
        .isCloseTo(scalar.dot(n, x, OFF, y, OFF), within((float) (5e-6 * Math.sqrt(n))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 17, 64, 513})
  void lstm(int n) {
    float[] gates = values(4 * n, 6);
    compare(
        2e-6,
        (k, v) -> k.lstmForward(n, v[0], OFF, v[1], OFF, v[2], OFF, v[3], OFF, v[4], OFF),
        gates,
        values(n, 2),
        values(n, 1),
        values(n, 1),
        values(n, 1));
    compare(
        0,
        (k, v) ->
            k.lstmBackward(n, v[0], OFF, v[1], OFF, v[2], OFF, v[3], OFF, v[4], OFF, v[5], OFF),
        values(4 * n, 1),
        values(n, 2),
        values(n, 1),
        values(n, 1),
        values(n, 1),
        values(4 * n, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 17, 64, 513})
  void adamW(int n) {
    float[] squares = values(n, 1);
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i];
    }
    compare(
        0,
        (k, v) ->
            k.adamW(
                n, v[0], OFF, v[1], OFF, v[2], v[3], OFF, 1e-2f, 0.9f, 0.99f, 1e-8f, 0.01f, 0.19f,
                0.02f, 0.5f),
        values(n, 1),
        values(n, 1),
        values(n, 1),
        squares);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 17, 64, 513})
  void isFinite(int n) {
    float[] x = values(n, Float.MAX_VALUE);
    x[OFF - 1] = Float.NaN;
    x[OFF + n] = Float.POSITIVE_INFINITY;
    assertThat(vector.isFinite(n, x, OFF)).isTrue();
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (int at = OFF; at < OFF + n; at++) {
        float good = x[at];
        x[at] = bad;
        assertThat(vector.isFinite(n, x, OFF)).as("%s at %d", bad, at).isFalse();
        assertThat(scalar.isFinite(n, x, OFF)).as("%s at %d", bad, at).isFalse();
        x[at] = good;
      }
    }
  }

  /** Every count of rows takes another set of strips; 513 columns end in a narrow panel. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 11, 13, 14, 17, 27, 64, 171, 513})
  void products(int m) {
    int k = 1 + random.nextInt(600);
    int n = m % 2 == 0 ? 96 : m == 1 ? 513 : 1 + random.nextInt(80);
    float[] b = values(k * n, 1);
    compare(
        1e-6 * (1 + Math.sqrt(k)),
        (kernels, v) -> multiply(kernels, m, n, k, v, v[2], n, v[2]),
        values(m * k, 1),
        b,
        values(m * n, 1));
  }

  /**
   * {@code c = from + v[0] v[1]}, all of them from {@link #OFF} on.
   *
   * @param from rows {@code stride} apart; null for zeros
   */
  static void multiply(
      Kernels kernels, int m, int n, int k, float[][] v, float[] from, int stride, float[] c) {
    PackedMatrix b = new PackedMatrix(k, n, kernels).pack(v[1], OFF, n, false);
    int fromOff = from == null ? 0 : OFF;
    Gemm.multiply(kernels, 0, m, 0, n, v[0], OFF, k, false, b, from, fromOff, stride, c, OFF, n);
  }

  private static float[][] copy(float[][] arrays) {
    float[][] copies = new float[arrays.length][];
    for (int i = 0; i < arrays.length; i++) {
      copies[i] = arrays[i].clone();
    }
    return copies;
  }

  /** n values in [-scale, scale], and others before and behind that must not matter. */
  private float[] values(int n, float scale) {
    float[] values = new float[n + OFF + 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (random.nextFloat() * 2 - 1) * scale;
    }
    return values;
  }
}
