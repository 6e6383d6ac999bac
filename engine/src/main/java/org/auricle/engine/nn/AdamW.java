package org.auricle.engine.nn;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.math.VectorMath;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2). Biases (parameters of
 * one dimension) do not decay. Not thread-safe.
 */
public final class AdamW {

  /**
   * Constants of the update.
   *
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   * @param weightDecay fraction of a weight taken off a step, times the learning rate
   */
  public record Options(double beta1, double beta2, double epsilon, double weightDecay) {

    /** 0.9, 0.999, 1e-8, 0.01: PyTorch's defaults. */
    public static final Options DEFAULT = new Options(0.9, 0.999, 1e-8, 0.01);

    /** Validates ranges. */
    public Options {
      if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "beta1, beta2: " + beta1 + ", " + beta2 + " (expected: 0 <= beta < 1)");
      }
      if (!(epsilon > 0) || !(weightDecay >= 0)) {
        throw new IllegalArgumentException(
            "epsilon, weightDecay: " + epsilon + ", " + weightDecay + " (expected: > 0, >= 0)");
      }
    }

    /** The same with another weight decay. */
    public Options withWeightDecay(double decay) {
      return new Options(beta1, beta2, epsilon, decay);
    }
  }

  private final ParameterSet parameters;
  private final Options options;
  private final List<float[]> first = new ArrayList<>();
  private final List<float[]> second = new ArrayList<>();
  private long step;

  /** An optimiser at step 0. */
  public AdamW(ParameterSet parameters, Options options) {
    this.parameters = parameters;
    this.options = options;
    for (Parameter p : parameters) {
      first.add(new float[p.size()]);
      second.add(new float[p.size()]);
    }
  }

  /**
   * One update from the gradients, each multiplied by gradScale first.
   *
   * @param learningRate alpha_t, the schedule applied
   * @param gradScale of clipping and of the mean over the batch
   */
  public void step(double learningRate, double gradScale) {
    step++;
    double bias1 = 1 - Math.pow(options.beta1(), (double) step);
    double bias2 = 1 - Math.pow(options.beta2(), (double) step);
    int i = 0;
    for (Parameter p : parameters) {
      double decay = p.shape().length > 1 ? options.weightDecay() : 0;
      VectorMath.adamW(
          p.size(),
          p.value(),
          0,
          p.grad(),
          0,
          first.get(i),
          second.get(i),
          0,
          (float) learningRate,
          (float) options.beta1(),
          (float) options.beta2(),
          (float) options.epsilon(),
          (float) decay,
          (float) bias1,
          (float) bias2,
          (float) gradScale);
      i++;
    }
  }

  /** Updates made so far. */
  public long step() {
    return step;
  }

  /** First moments of the i-th parameter; live, so that checkpoints can write and restore them. */
  public float[] firstMoment(int i) {
    return first.get(i);
  }

  /** Second moments of the i-th parameter; live. */
  public float[] secondMoment(int i) {
    return second.get(i);
  }

  /** Both moments of each parameter in turn; live. */
  public List<float[]> moments() {
    List<float[]> moments = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      moments.add(first.get(i));
      moments.add(second.get(i));
    }
    return moments;
  }

  /** Continues after so many updates, the moments having been restored. */
  public void restoreStep(long steps) {
    step = steps;
  }
}
