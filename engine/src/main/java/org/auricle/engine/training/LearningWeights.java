package org.auricle.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.GradientClipping;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.ParameterSet;

/**
 * A network's weights as they learn: the optimiser, the moving average, which is what is measured,
 * and the average that is to be the result. Not thread-safe.
 */
public final class LearningWeights {
  private final ParameterSet parameters;
  private final AdamW adam;
  private final double clip;
  private final WeightAverage average;
  private final List<float[]> kept = new ArrayList<>();

  /**
   * Starts at the weights as they are.
   *
   * @param clip limit of the gradient's norm
   * @param averageDecay of the moving average; 0 for the weights themselves
   */
  public LearningWeights(
      ParameterSet parameters, AdamW.Options options, double clip, double averageDecay) {
    this.parameters = parameters;
    this.clip = clip;
    adam = new AdamW(parameters, options);
    average = new WeightAverage(parameters, averageDecay);
    parameters.forEach(p -> kept.add(p.value().clone()));
  }

  /**
   * Learns from the gradients, which are then zero.
   *
   * @param loss whose gradients they are
   * @return false if it or the gradient is not finite, and the weights stay as they are
   */
  public boolean step(double loss, double learningRate) {
    double norm = GradientClipping.globalNorm(parameters);
    boolean finite = Double.isFinite(loss) && Double.isFinite(norm);
    if (finite) {
      adam.step(learningRate, GradientClipping.scale(norm, clip));
      average.update(adam.step());
    }
    parameters.zeroGradients();
    return finite;
  }

  /** What is found with the average in the weights' place. */
  public <T> T averaged(Supplier<T> measure) {
    average.swap();
    T found = measure.get();
    average.swap();
    return found;
  }

  /** The average as it is now is to be the result. */
  public void keep() {
    for (int i = 0; i < kept.size(); i++) {
      float[] now = average.averages().get(i);
      System.arraycopy(now, 0, kept.get(i), 0, now.length);
    }
  }

  /** Ends the training: the weights become what was last kept. */
  public void finish() {
    int i = 0;
    for (Parameter p : parameters) {
      System.arraycopy(kept.get(i++), 0, p.value(), 0, p.size());
    }
  }

  /** How many there are. */
  public long count() {
    return parameters.count();
  }

  /** All that changes, live, in a fixed order, for checkpoints. */
  public List<float[]> state() {
    List<float[]> state = new ArrayList<>();
    parameters.forEach(p -> state.add(p.value()));
    state.addAll(average.averages());
    state.addAll(adam.moments());
    state.addAll(kept);
    return state;
  }

  /** Updates made so far. */
  public long updates() {
    return adam.step();
  }

  /** Continues after so many updates, {@link #state} having been restored. */
  public void restoreUpdates(long updates) {
    adam.restoreStep(updates);
  }
}
