package org.auricle.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.auricle.engine.math.Parallel;
import org.junit.jupiter.api.Test;

class LayersTest {

  @Test
  void denseGradientsAreTheSlopesOfTheLoss() {
    Dense dense = new Dense("d.", 5, 3, Parallel.single());
    dense.initialize(new SplittableRandom(1));
    int rows = 4;
    float[] x = GradientCheck.random(rows * 5, 2);
    float[] weights = GradientCheck.random(rows * 3, 3);
    float[] y = new float[rows * 3];
    float[] dX = new float[x.length];
    dense.forward(x, rows, y);
    dense.backward(x, rows, weights, dX);
    Runnable run = () -> dense.forward(x, rows, y);
    GradientCheck.check("x", x, dX, () -> loss(run, y, weights));
    for (Parameter p : dense.parameters()) {
      GradientCheck.check(p.name(), p.value(), p.grad(), () -> loss(run, y, weights));
    }
  }

  @Test
  void logSoftmaxGradientsAreTheSlopesOfTheLoss() {
    int rows = 3;
    int cols = 4;
    float[] x = GradientCheck.random(rows * cols, 2);
    float[] weights = GradientCheck.random(rows * cols, 3);
    float[] y = new float[rows * cols];
    float[] dX = new float[x.length];
    LogSoftmax.forward(rows, cols, x, y);
    LogSoftmax.backward(rows, cols, y, weights, dX);
    GradientCheck.check(
        "x", x, dX, () -> loss(() -> LogSoftmax.forward(rows, cols, x, y), y, weights));
  }

  private static double loss(Runnable forward, float[] y, float[] weights) {
    forward.run();
    return GradientCheck.weighted(y, weights);
  }

  @Test
  void dropoutDropsItsShareKeepsTheMeanAndMasksTheGradient() {
    int size = 100_001;
    float[] ones = new float[size];
    Arrays.fill(ones, 1f);
    Dropout dropout = new Dropout(0.4);
    float[] out = Arrays.copyOf(dropout.forward(ones, size, new SplittableRandom(1)), size);
    int dropped = 0;
    double sum = 0;
    for (float v : out) {
      dropped += v == 0 ? 1 : 0;
      sum += v;
    }
    assertThat(dropped / (double) size).isCloseTo(0.4, Offset.offset(0.01));
    assertThat(sum / size).isCloseTo(1, Offset.offset(0.02));
    dropout.backward(ones, size);
    assertThat(ones).isEqualTo(out);
  }

  @Test
  void dropoutOfNothingIsTheIdentity() {
    float[] x = GradientCheck.random(10, 1);
    assertThat(Arrays.copyOf(new Dropout(0).forward(x, 10, new SplittableRandom(1)), 10))
        .isEqualTo(x);
    assertThatThrownBy(() -> new Dropout(1)).hasMessageContaining("probability: 1.0 (expected");
  }

  /** Two steps worked out by the paper's algorithm in double precision. */
  @Test
  void adamWFollowsTheAlgorithm() {
    Parameter matrix = Parameter.zeros("w", 1, 2);
    Parameter bias = Parameter.zeros("b", 1);
    matrix.value()[0] = 0.5f;
    matrix.value()[1] = -2f;
    bias.value()[0] = 1f;
    AdamW adam =
        new AdamW(new ParameterSet(List.of(matrix, bias)), new AdamW.Options(0.9, 0.99, 1e-8, 0.1));
    double[] w = {0.5, -2, 1};
    double[] m = new double[3];
    double[] v = new double[3];
    double[][] grads = {{0.1, -3, 0.5}, {0.2, 1, -0.5}};
    for (int step = 1; step <= 2; step++) {
      double[] g = grads[step - 1];
      matrix.grad()[0] = (float) g[0] * 2;
      matrix.grad()[1] = (float) g[1] * 2;
      bias.grad()[0] = (float) g[2] * 2;
      adam.step(0.01, 0.5);
      for (int i = 0; i < 3; i++) {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.99 * v[i] + 0.01 * g[i] * g[i];
        double update =
            m[i]
                / (1 - Math.pow(0.9, step))
                / (Math.sqrt(v[i] / (1 - Math.pow(0.99, step))) + 1e-8);
        w[i] -= 0.01 * (update + (i < 2 ? 0.1 * w[i] : 0));
      }
    }
    assertThat(matrix.value()[0]).isCloseTo((float) w[0], Offset.offset(1e-6f));
    assertThat(matrix.value()[1]).isCloseTo((float) w[1], Offset.offset(1e-6f));
    assertThat(bias.value()[0]).isCloseTo((float) w[2], Offset.offset(1e-6f));
    assertThat(adam.step()).isEqualTo(2);
  }

  @Test
  void globalNormCoversAllParameters() {
    Parameter a = Parameter.zeros("a", 2);
    Parameter b = Parameter.zeros("b", 1);
    a.grad()[0] = 2;
    a.grad()[1] = -3;
    b.grad()[0] = 6;
    ParameterSet set = new ParameterSet(List.of(a, b));
    assertThat(GradientClipping.globalNorm(set)).isCloseTo(7, Offset.offset(1e-9));
    assertThat(GradientClipping.scale(7, 2)).isCloseTo(2.0 / 7, Offset.offset(1e-12));
    assertThat(GradientClipping.scale(1, 2)).isEqualTo(1);
    set.zeroGradients();
    assertThat(GradientClipping.globalNorm(set)).isZero();
  }

  @Test
  void layoutHoldsEveryFrameOnce() {
    SequenceLayout layout = SequenceLayout.of(4, 2, 1);
    assertThat(layout.rows()).isEqualTo(7);
    assertThat(layout.steps()).isEqualTo(4);
    int[] seen = new int[7];
    for (int b = 0; b < layout.batch(); b++) {
      for (int t = 0; t < layout.length(b); t++) {
        seen[layout.row(t, b)]++;
      }
    }
    assertThat(seen).containsOnly(1);
    assertThatThrownBy(() -> SequenceLayout.of(2, 3)).hasMessageContaining("longest first");
    assertThatThrownBy(() -> SequenceLayout.of(2, 0)).hasMessageContaining("lengths[1]: 0");
  }
}
