package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.Parameter;
import org.junit.jupiter.api.Test;

class LearnerTest {
  private static final int DIM = 3;

  private final BiLstmNetwork network =
      new BiLstmNetwork(new BiLstmConfig(DIM, 1, 5, 4), 0, Parallel.single());
  private final Learner learner;

  LearnerTest() {
    network.initialize(1);
    learner = new Learner(network, TrainingConfig.Optimizer.DEFAULT, 0, Parallel.single());
  }

  @Test
  void theGradientIsThatOfTheMeanLossOfTheBatch() {
    Batch batch = batch(1);
    step(batch, 0); // a learning rate of 0 leaves the weights where they are
    Parameter p = network.parameters().get("output.weight");
    for (int i = 0; i < p.size(); i++) {
      float kept = p.value()[i];
      float delta = 1e-2f;
      p.value()[i] = kept + delta;
      double up = meanLoss(batch);
      p.value()[i] = kept - delta;
      double down = meanLoss(batch);
      p.value()[i] = kept;
      assertThat((double) p.grad()[i]).isCloseTo((up - down) / (2 * delta), within(2e-3));
    }
  }

  @Test
  void aStepThatIsNotFiniteLeavesEverythingAsItWas() {
    step(batch(1), 1e-3);
    float[] weights = network.parameters().get("output.weight").value().clone();
    float[] average = learner.average().averages().get(0).clone();
    Batch poisoned = batch(2);
    poisoned.x()[4] = Float.NaN;

    Learner.Step result = step(poisoned, 1e-3);

    assertThat(result.updated()).isFalse();
    assertThat(network.parameters().get("output.weight").value()).isEqualTo(weights);
    assertThat(learner.average().averages().get(0)).isEqualTo(average);
    assertThat(learner.adam().step()).isEqualTo(1);
    assertThat(step(batch(3), 1e-3).updated()).isTrue();
  }

  @Test
  void theAverageFollowsItsRecurrence() {
    Parameter p = network.parameters().get("output.bias");
    double[] expected = new double[p.size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = p.value()[i];
    }
    for (int t = 1; t <= 20; t++) {
      step(batch(t), 1e-2);
      double decay = Math.min(0.998, (1.0 + t) / (10.0 + t));
      for (int i = 0; i < expected.length; i++) {
        expected[i] = decay * expected[i] + (1 - decay) * p.value()[i];
      }
    }
    float[] weights = p.value().clone();
    learner.average().swap();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) p.value()[i]).isCloseTo(expected[i], within(1e-6));
    }
    learner.average().swap();
    assertThat(p.value()).isEqualTo(weights);
  }

  private Learner.Step step(Batch batch, double learningRate) {
    return learner.step(batch, learningRate, new SplittableRandom(1));
  }

  /** By the loss alone, over the network's own forward pass. */
  private double meanLoss(Batch batch) {
    float[] logProbs = network.forward(batch.x(), batch.layout());
    double sum = 0;
    for (int b = 0; b < batch.size(); b++) {
      int[] rows = batch.rows()[b];
      sum +=
          new CtcLoss(0)
              .compute(
                  logProbs,
                  4,
                  rows,
                  rows.length,
                  batch.items().get(b).labels(),
                  1,
                  new float[logProbs.length]);
    }
    return sum / batch.size();
  }

  private static Batch batch(long seed) {
    Random random = new Random(seed);
    return Batch.of(
        List.of(
            new Batch.Item(features(4, random), new int[] {2}, 0),
            new Batch.Item(features(6, random), new int[] {1, 1, 3}, 1)));
  }

  private static FeatureMatrix features(int frames, Random random) {
    float[] data = new float[frames * DIM];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return new FeatureMatrix(data, frames, DIM);
  }
}
