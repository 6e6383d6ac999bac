package org.auricle.engine.training;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.ParameterSet;

/**
 * Exponential moving average of the weights (Polyak and Juditsky 1992): smoother than the weights
 * themselves, and better on speech that was not learned from. Early on it averages over fewer
 * steps, (1 + t) / (10 + t), so that the random start is soon forgotten. A decay of 0 averages over
 * the last step alone. Not thread-safe.
 */
public final class WeightAverage {
  private final double decay;
  private final ParameterSet parameters;
  private final List<float[]> averages = new ArrayList<>();

  /** Starts at the weights as they are. */
  public WeightAverage(ParameterSet parameters, double decay) {
    this.parameters = parameters;
    this.decay = decay;
    for (Parameter p : parameters) {
      averages.add(p.value().clone());
    }
  }

  /** Takes in the weights after the given number of updates. */
  public void update(long updates) {
    float share = (float) (1 - Math.min(decay, (1.0 + updates) / (10.0 + updates)));
    int i = 0;
    for (Parameter p : parameters) {
      float[] average = averages.get(i++);
      float[] value = p.value();
      for (int j = 0; j < average.length; j++) {
        average[j] = share == 1 ? value[j] : average[j] + share * (value[j] - average[j]);
      }
    }
  }

  /** Exchanges weights and average; a second call undoes it. */
  public void swap() {
    int i = 0;
    for (Parameter p : parameters) {
      float[] average = averages.get(i++);
      float[] value = p.value();
      for (int j = 0; j < average.length; j++) {
        float x = value[j];
        value[j] = average[j];
        average[j] = x;
      }
    }
  }

  /** The averages in the order of the parameters; live, for checkpoints. */
  public List<float[]> averages() {
    return averages;
  }
}
