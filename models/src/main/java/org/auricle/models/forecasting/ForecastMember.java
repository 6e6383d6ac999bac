package org.auricle.models.forecasting;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.training.WeightAverage;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.GradientClipping;
import org.auricle.engine.nn.Parameter;

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
  private final AdamW adam;
  private final WeightAverage average;
  private final List<float[]> best = new ArrayList<>(); // weights of the best epoch

  ForecastMember(ForecastTraining training, Residuals residuals, int member) {
    this.training = training;
    this.residuals = residuals;
    seed = new SplittableRandom(training.seed() + 31L * member).nextLong();
    network = network(training, residuals.representation(), seed);
    AdamW.Options d = AdamW.Options.DEFAULT;
    adam =
        new AdamW(
            network.parameters(),
            new AdamW.Options(d.beta1(), d.beta2(), d.epsilon(), training.weightDecay()));
    average = new WeightAverage(network.parameters(), training.averageDecay());
    network.parameters().forEach(p -> best.add(p.value().clone()));
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
    network.parameters().zeroGradients();
    float[] x = residuals.inputs(chosen);
    float[] y = network.forward(x, chosen.length, residuals.representation().window(), random);
    float[] dY = new float[y.length];
    double loss = huber(y, residuals.targets(chosen), dY);
    network.backward(dY);
    double norm = GradientClipping.globalNorm(network.parameters());
    if (Double.isFinite(loss) && Double.isFinite(norm)) {
      adam.step(training.learningRate(), GradientClipping.scale(norm, training.clip()));
      average.update(adam.step());
    }
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
    average.swap();
    float[] y = others.answers(network);
    average.swap();
    return y;
  }

  /** The averaged weights are the best so far. */
  void keepBest() {
    for (int i = 0; i < best.size(); i++) {
      float[] weights = average.averages().get(i);
      System.arraycopy(weights, 0, best.get(i), 0, weights.length);
    }
  }

  /** The network with its best weights, in the end. */
  ForecastNetwork finish() {
    int i = 0;
    for (Parameter p : network.parameters()) {
      System.arraycopy(best.get(i++), 0, p.value(), 0, p.size());
    }
    return network;
  }

  /** All that a checkpoint keeps; live. */
  List<float[]> state() {
    List<float[]> state = new ArrayList<>();
    network.parameters().forEach(p -> state.add(p.value()));
    state.addAll(average.averages());
    state.addAll(adam.moments());
    state.addAll(best);
    return state;
  }

  long weights() {
    return network.parameters().count();
  }

  long steps() {
    return adam.step();
  }

  void restoreSteps(long steps) {
    adam.restoreStep(steps);
  }
}
