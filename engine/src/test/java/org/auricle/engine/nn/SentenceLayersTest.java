package org.auricle.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SentenceLayersTest {

  @Test
  void bagsAreWeightedSumsOfEntries() {
    EmbeddingBag bag = new EmbeddingBag("e.", 6, 3);
    bag.initialize(new SplittableRandom(1), 1);
    EmbeddingBag.Bags bags =
        new EmbeddingBag.Bags(
            new int[] {0, 2, 2, 5}, new int[] {4, 0, 1, 1, 4}, new float[] {1, 0.5f, 2, -1, 0.25f});
    float[] y = GradientCheck.random(9, 5); // what was there before is no matter
    bag.forward(bags, y);
    float[] e = bag.parameters().get(0).value();
    for (int d = 0; d < 3; d++) {
      assertThat(y[d]).isCloseTo(e[12 + d] + 0.5f * e[d], Offset.offset(1e-6f));
      assertThat(y[3 + d]).isZero();
      assertThat(y[6 + d]).isCloseTo(e[3 + d] + 0.25f * e[12 + d], Offset.offset(1e-6f));
    }
    float[] weights = GradientCheck.random(9, 3);
    bag.backward(bags, weights);
    Parameter table = bag.parameters().get(0);
    GradientCheck.check(
        "table",
        table.value(),
        table.grad(),
        () -> {
          bag.forward(bags, y);
          return GradientCheck.weighted(y, weights);
        });
  }

  @Test
  void bagsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new EmbeddingBag.Bags(new int[] {0, 1}, new int[1], new float[2]))
        .hasMessage("weights: 2 (expected: 1, one for each id)");
    assertThatThrownBy(() -> new EmbeddingBag.Bags(new int[] {0, 2}, new int[1], new float[1]))
        .hasMessage("starts: [0, 2] (expected: 0 .. 1)");
  }

  @Test
  void poolingIsTheEquations() {
    SequenceLayout layout = SequenceLayout.of(4, 2, 1);
    int dim = 3;
    AttentionPooling pooling = new AttentionPooling("p.", dim);
    pooling.initialize(new SplittableRandom(2));
    float[] h = GradientCheck.random(layout.rows() * dim, 4);
    float[] pooled = new float[layout.batch() * dim];
    pooling.forward(h, layout, pooled);
    float[] u = pooling.parameters().get(0).value();
    for (int b = 0; b < layout.batch(); b++) {
      double sum = 0;
      double[] expected = new double[dim];
      for (int t = 0; t < layout.length(b); t++) {
        double score = 0;
        for (int d = 0; d < dim; d++) {
          score += u[d] * Math.tanh(h[layout.row(t, b) * dim + d]);
        }
        sum += Math.exp(score);
        for (int d = 0; d < dim; d++) {
          expected[d] += Math.exp(score) * h[layout.row(t, b) * dim + d];
        }
      }
      for (int d = 0; d < dim; d++) {
        assertThat((double) pooled[b * dim + d]).isCloseTo(expected[d] / sum, Offset.offset(1e-6));
      }
    }
  }

  @Test
  void poolingsGradientsAreTheSlopesOfTheLoss() {
    SequenceLayout layout = SequenceLayout.of(4, 2, 1);
    int dim = 3;
    AttentionPooling pooling = new AttentionPooling("p.", dim);
    pooling.initialize(new SplittableRandom(2));
    float[] h = GradientCheck.random(layout.rows() * dim, 4);
    float[] pooled = new float[layout.batch() * dim];
    float[] weights = GradientCheck.random(pooled.length, 6);
    float[] dH = new float[h.length];
    pooling.forward(h, layout, pooled);
    pooling.backward(h, layout, weights, dH);
    Parameter query = pooling.parameters().get(0);
    float[] dQuery = query.grad().clone();
    GradientCheck.check("h", h, dH, () -> loss(pooling, h, layout, pooled, weights));
    GradientCheck.check(
        "query", query.value(), dQuery, () -> loss(pooling, h, layout, pooled, weights));
  }

  private static double loss(
      AttentionPooling pooling, float[] h, SequenceLayout layout, float[] pooled, float[] weights) {
    pooling.forward(h, layout, pooled);
    return GradientCheck.weighted(pooled, weights);
  }
}
