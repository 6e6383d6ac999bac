package org.auricle.models.forecasting;

import java.util.SplittableRandom;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.training.LearningWeights;

/**
 * One network that learns what the linear part leaves over, in units of its deviation. Not
 * thread-safe.
 */
final class ForecastMember {
  private static final double HUBER = 2; // deviations beyond which an error counts by its size

  private final ForecastTraining training;
  private final Residuals residuals;
  private final long seed;
  private final ForecastNetwork network;
  private final LearningWeights weights;

  ForecastMember(ForecastTraining training, Residuals residuals, int member) {
    this.training = training;
    this.residuals = residuals;
    seed = new SplittableRandom(training.seed() + 31L * member).nextLong();
    network = network(training, residuals.representation(), seed);
    weights =
        new LearningWeights(
            network.parameters(),
            AdamW.Options.DEFAULT.withWeightDecay(training.weightDecay()),
            training.clip(),
            training.averageDecay());
  }

  static ForecastNetwork network(ForecastTraining training, Representation seen, long seed) {
    return new ForecastNetwork(
        seen.inputs(),
        training.layers(),
        training.hidden(),
        training.horizon(),
        training.dropout(),
        seed);
  }

  /**
   * Learns from all windows once.
   *
   * @param epoch counted from 0
   * @return the mean loss of a target
   */
  double epoch(int epoch) {
    SplittableRandom random = new SplittableRandom(seed + epoch).split();
    int[] order = shuffled(residuals.count(), random);
    double loss = 0;
    int batches = 0;
    for (int from = 0; from < order.length; from += training.batch()) {
      int size = Math.min(training.batch(), order.length - from);
      int[] chosen = new int[size];
      System.arraycopy(order, from, chosen, 0, size);
      loss += update(chosen, random);
      batches++;
    }
    return loss / batches;
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private double update(int[] chosen, SplittableRandom random) {
    float[] x = residuals.inputs(chosen);
    float[] y = network.forward(x, chosen.length, residuals.representation().window(), random);
    float[] dY = new float[y.length];
    double loss = huber(y, residuals.targets(chosen), dY);
    network.backward(dY);
    weights.step(loss, training.learningRate());
    return loss;
  }

  /**
   * The mean of the targets' losses (Huber 1964) and its gradient; targets that are NaN are none.
   */
  static double huber(float[] y, double[] targets, float[] dY) {
    int count = 0;
    for (double target : targets) {
      count += Double.isNaN(target) ? 0 : 1;
    }
    double loss = 0;
    for (int i = 0; i < y.length; i++) {
      if (!Double.isNaN(targets[i])) {
        double error = y[i] - targets[i];
        double size = Math.abs(error);
        loss += size <= HUBER ? 0.5 * error * error : HUBER * (size - 0.5 * HUBER);
        dY[i] = (float) (Math.max(-HUBER, Math.min(HUBER, error)) / count);
      }
    }
    return loss / Math.max(1, count);
  }

  /** What the averaged weights answer to other windows, [windows x H] in deviations. */
  float[] answers(Residuals others) {
    return weights.averaged(() -> others.answers(network));
  }

  ForecastNetwork network() {
    return network;
  }

  LearningWeights weights() {
    return weights;
  }
}
