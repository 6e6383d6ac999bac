package org.auricle.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VectorMathTest {

  @Test
  void sumOfSquaresDoesNotOverflow() {
    assertThat(VectorMath.sumOfSquares(3, new float[] {9, 3e38f, 4e30f, 1}, 1))
        .isEqualTo((double) 3e38f * 3e38f + (double) 4e30f * 4e30f + 1);
    assertThat(VectorMath.sumOfSquares(0, new float[0], 0)).isZero();
  }

  @Test
  void addsOneRowToAllAndAllRowsToOne() {
    float[] x = {9, 1, 2, 9, 3, 4, 9};
    VectorMath.addRow(2, 2, new float[] {0, 10, 20}, 1, x, 1, 3);
    assertThat(x).containsExactly(9, 11, 22, 9, 13, 24, 9);
    float[] sum = {1, 2, 3};
    VectorMath.columnSums(2, 2, x, 1, 3, sum, 1);
    assertThat(sum).containsExactly(1, 2 + 11 + 13, 3 + 22 + 24);
  }

  /** Two steps of the algorithm as the paper writes it, in double precision. */
  @Test
  void adamWFollowsThePaper() {
    float[] p = {0.5f, -2};
    float[] m = new float[2];
    float[] v = new float[2];
    float[][] grads = {{0.2f, -3}, {-0.4f, 1}};
    double[] expected = {0.5, -2};
    double[] em = new double[2];
    double[] ev = new double[2];
    for (int t = 1; t <= 2; t++) {
      double bias1 = 1 - Math.pow(0.9, t);
      double bias2 = 1 - Math.pow(0.999, t);
      VectorMath.adamW(
          2,
          p,
          0,
          grads[t - 1],
          0,
          m,
          v,
          0,
          0.01f,
          0.9f,
          0.999f,
          1e-8f,
          0.1f,
          (float) bias1,
          (float) bias2,
          0.5f);
      for (int i = 0; i < 2; i++) {
        double g = 0.5 * grads[t - 1][i];
        em[i] = 0.9 * em[i] + 0.1 * g;
        ev[i] = 0.999 * ev[i] + 0.001 * g * g;
        expected[i] -=
            0.01 * (em[i] / bias1 / (Math.sqrt(ev[i] / bias2) + 1e-8) + 0.1 * expected[i]);
        assertThat((double) p[i]).isCloseTo(expected[i], within(1e-6));
      }
    }
  }
}
