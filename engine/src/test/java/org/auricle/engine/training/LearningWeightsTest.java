package org.auricle.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.ParameterSet;
import org.junit.jupiter.api.Test;

class LearningWeightsTest {
  private final Parameter parameter = Parameter.zeros("w", 2, 3);

  private LearningWeights weights(double averageDecay) {
    return new LearningWeights(
        new ParameterSet(List.of(parameter)), AdamW.Options.DEFAULT, 1, averageDecay);
  }

  private boolean step(LearningWeights weights, double loss, float gradient) {
    for (int i = 0; i < parameter.size(); i++) {
      parameter.grad()[i] = gradient * (i + 1);
    }
    return weights.step(loss, 0.1);
  }

  @Test
  void theResultIsTheAverageThatWasKept() {
    LearningWeights weights = weights(0.5);
    float[] average = new float[parameter.size()];
    for (int t = 1; t <= 5; t++) {
      assertThat(step(weights, 1, t)).isTrue();
      assertThat(parameter.grad()).containsOnly(0);
      float share = (float) (1 - Math.min(0.5, (1.0 + t) / (10 + t)));
      for (int i = 0; i < average.length; i++) {
        average[i] += share * (parameter.value()[i] - average[i]);
      }
    }
    float[] before = parameter.value().clone();
    assertThat(weights.averaged(() -> parameter.value().clone())).isEqualTo(average);
    assertThat(parameter.value()).isEqualTo(before).isNotEqualTo(average);
    weights.keep();
    step(weights, 1, 3);
    weights.finish();
    assertThat(parameter.value()).isEqualTo(average);
  }

  @Test
  void withoutDecayTheAverageIsTheWeightsToTheLastBit() {
    LearningWeights weights = weights(0);
    for (int t = 1; t <= 20; t++) {
      step(weights, 1, 1f / t);
      assertThat(weights.averaged(() -> parameter.value().clone())).isEqualTo(parameter.value());
    }
  }

  @Test
  void whatIsNotFiniteChangesNothing() {
    LearningWeights weights = weights(0.5);
    step(weights, 1, 1);
    List<float[]> before = copy(weights);
    assertThat(step(weights, Double.NaN, 1)).isFalse();
    assertThat(step(weights, 1, Float.POSITIVE_INFINITY)).isFalse();
    assertThat(weights.state()).usingRecursiveComparison().isEqualTo(before);
    assertThat(weights.updates()).isEqualTo(1);
    assertThat(parameter.grad()).containsOnly(0);
  }

  @Test
  void restoredWeightsGoOnToTheSameBits() {
    LearningWeights weights = weights(0.9);
    step(weights, 1, 1);
    weights.keep();
    step(weights, 1, -2);
    List<float[]> saved = copy(weights);
    step(weights, 1, 0.5f);
    List<float[]> expected = copy(weights);

    LearningWeights again = weights(0.9);
    for (int i = 0; i < saved.size(); i++) {
      System.arraycopy(saved.get(i), 0, again.state().get(i), 0, saved.get(i).length);
    }
    again.restoreUpdates(2);
    step(again, 1, 0.5f);
    assertThat(again.state()).usingRecursiveComparison().isEqualTo(expected);
  }

  private static List<float[]> copy(LearningWeights weights) {
    List<float[]> copies = new ArrayList<>();
    weights.state().forEach(array -> copies.add(array.clone()));
    return copies;
  }
}
