package org.auricle.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the sum written out in double precision. */
class GemmTest {

  private final Random random = new Random(7);

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,7,3", "7,17,33", "17,64,7", "64,513,17", "170,300,70", "5,0,4", "0,3,4"})
  void equalsTheDefinition(int m, int k, int n) {
    for (int variant = 0; variant < 8; variant++) {
      boolean transA = (variant & 1) != 0;
      boolean transB = (variant & 2) != 0;
      boolean accumulate = (variant & 4) != 0;
      int lda = (transA ? m : k) + 3;
      int ldb = (transB ? k : n) + 2;
      int ldc = n + 1;
      float[] a = randomValues(2 + (transA ? k : m) * lda);
      float[] b = randomValues(1 + (transB ? n : k) * ldb);
      float[] c = randomValues(5 + m * ldc);
      float[] before = c.clone();
      PackedMatrix packed = new PackedMatrix(k, n).pack(b, 1, ldb, transB);
      Gemm.multiply(m, a, 2, lda, transA, packed, accumulate, c, 5, ldc);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = accumulate ? before[5 + i * ldc + j] : 0;
          for (int kk = 0; kk < k; kk++) {
            sum +=
                (double) a[2 + (transA ? kk * lda + i : i * lda + kk)]
                    * b[1 + (transB ? j * ldb + kk : kk * ldb + j)];
          }
          double slack = 2e-6 * (1 + Math.sqrt(k));
          if (!(Math.abs(c[5 + i * ldc + j] - sum) <= slack)) {
            assertThat((double) c[5 + i * ldc + j]).isCloseTo(sum, within(slack));
          }
          c[5 + i * ldc + j] = before[5 + i * ldc + j];
        }
      }
      assertThat(c).as("nothing outside C is touched").isEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,70,161", "7,17,33", "17,64,7", "170,600,70", "3,0,4"})
  void addsTheBiasToEachRow(int m, int k, int n) {
    float[] a = randomValues(m * k + 1);
    float[] b = randomValues(k * n + 1);
    float[] bias = randomValues(n);
    float[] c = randomValues(m * n);
    Gemm.multiply(m, a, 0, k, new PackedMatrix(k, n).pack(b, 0, n, false), bias, c, 0, n);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = bias[j];
        for (int kk = 0; kk < k; kk++) {
          sum += (double) a[i * k + kk] * b[kk * n + j];
        }
        assertThat((double) c[i * n + j]).isCloseTo(sum, within(2e-6 * (1 + Math.sqrt(k))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void hasTheSameBitsOnAnyNumberOfThreadsAndInAnyCompany(int threads) {
    int m = 190;
    int k = 300;
    int n = 150;
    float[] a = randomValues(m * k);
    PackedMatrix b = new PackedMatrix(k, n).pack(randomValues(k * n), 0, n, false);
    float[] expected = new float[m * n];
    Gemm.multiply(m, a, 0, k, false, b, false, expected, 0, n);
    float[] c = new float[m * n];
    try (Parallel parallel = Parallel.of(threads)) {
      Gemm.multiply(m, a, 0, k, false, b, false, c, 0, n, parallel);
      assertThat(c).isEqualTo(expected);
      float[] few = new float[m * n];
      Gemm.multiply(5, a, 11 * k, k, false, b, false, few, 11 * n, n, parallel);
      assertThat(Arrays.copyOfRange(few, 11 * n, 16 * n))
          .isEqualTo(Arrays.copyOfRange(expected, 11 * n, 16 * n));
    }
  }

  @ParameterizedTest
  @CsvSource({"150,600,false", "150,600,true", "601,130,true", "3,5,true"})
  void packsTheSameOnSeveralThreads(int k, int n, boolean transposed) {
    float[] b = randomValues(k * n);
    int ldb = transposed ? k : n;
    try (Parallel parallel = Parallel.of(3)) {
      assertThat(new PackedMatrix(1, 1).pack(k, n, b, 0, ldb, transposed, parallel).data())
          .isEqualTo(new PackedMatrix(k, n).pack(b, 0, ldb, transposed).data());
    }
  }

  @Test
  void repacksToAnotherSize() {
    PackedMatrix b = new PackedMatrix(2, 2).pack(4, 1, new float[] {1, 2, 3, 4}, 0, 1, false);
    float[] c = new float[1];
    Gemm.multiply(1, new float[] {1, 1, 1, 1}, 0, 4, false, b, false, c, 0, 1);
    assertThat(c[0]).isEqualTo(10);
    assertThat(b.k()).isEqualTo(4);
    assertThat(b.n()).isEqualTo(1);
    b.pack(1, 2, new float[] {5, 6}, 0, 2, false);
    Gemm.multiply(1, new float[] {2}, 0, 1, false, b, true, c = new float[] {1, 1}, 0, 2);
    assertThat(c).containsExactly(11, 13);
  }

  @Test
  void saysWhichMatrixDoesNotFit() {
    PackedMatrix b = new PackedMatrix(3, 2);
    assertThatThrownBy(
            () -> Gemm.multiply(2, new float[5], 0, 3, false, b, false, new float[4], 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("a: 6 values at offset 0 (expected: within the 5 of the array)");
    assertThatThrownBy(
            () -> Gemm.multiply(2, new float[6], 0, 3, false, b, false, new float[4], 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("c row stride: 1 (expected: >= 2, the columns)");
  }

  private float[] randomValues(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }
}
