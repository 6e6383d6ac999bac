package org.auricle.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final int DIM = 3;
  private static final int STRIDE = 5; // vectors beside something else
  private static final int[] IDS = {2, 0, 2, 3};

  private static Embedding embedding() {
    Embedding embedding = new Embedding("e.", 4, DIM);
    embedding.initialize(new SplittableRandom(1), 0.5);
    return embedding;
  }

  private static float[] forward(Embedding embedding) {
    float[] y = new float[IDS.length * STRIDE];
    embedding.forward(IDS, IDS.length, y, 1, STRIDE);
    return y;
  }

  @Test
  void looksUpRowsOfTheTableAndTouchesNothingBeside() {
    Embedding embedding = embedding();
    float[] table = embedding.parameters().get(0).value();
    float[] y = forward(embedding);
    for (int r = 0; r < IDS.length; r++) {
      assertThat(Arrays.copyOfRange(y, 1 + r * STRIDE, 1 + r * STRIDE + DIM))
          .containsExactly(Arrays.copyOfRange(table, IDS[r] * DIM, (IDS[r] + 1) * DIM));
      assertThat(y[r * STRIDE]).isZero();
      assertThat(y[r * STRIDE + 4]).isZero();
    }
  }

  @Test
  void gradientIsTheSlopeOfTheLoss() {
    Embedding embedding = embedding();
    Parameter table = embedding.parameters().get(0);
    float[] weights = GradientCheck.random(IDS.length * STRIDE, 2);
    embedding.backward(IDS, IDS.length, weights, 1, STRIDE);
    GradientCheck.check(
        table.name(),
        table.value(),
        table.grad(),
        () -> GradientCheck.weighted(forward(embedding), weights));
  }

  @Test
  void refusesIdsBeyondTheTable() {
    assertThatThrownBy(() -> embedding().forward(new int[] {4}, 1, new float[DIM], 0, DIM))
        .hasMessage("id: 4 (expected: 0..3)");
  }
}
