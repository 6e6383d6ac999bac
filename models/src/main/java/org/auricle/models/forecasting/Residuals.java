package org.auricle.models.forecasting;

import java.util.ArrayList;
import java.util.List;

/**
 * Windows, and what a linear forecast leaves over of their targets.
 *
 * @param z scaled values
 * @param origins of the windows
 * @param offset added to an index to give the time in the series that was learned from
 * @param rest by window, [H] in deviations; NaN where there is no target
 */
record Residuals(
    Representation representation, double[] z, int[] origins, long offset, List<double[]> rest) {
  private static final int BATCH = 256;

  /** Of windows with targets. */
  static Residuals of(
      Representation seen,
      double[] z,
      List<Window> windows,
      LinearForecast linear,
      double[] deviation) {
    List<double[]> rest = new ArrayList<>();
    for (Window window : windows) {
      double[] left = linear.forecast(window.features());
      for (int h = 0; h < left.length; h++) {
        left[h] = (window.targets()[h] - left[h]) / deviation[h];
      }
      rest.add(left);
    }
    int[] origins = windows.stream().mapToInt(Window::origin).toArray();
    return new Residuals(seen, z, origins, 0, rest);
  }

  int count() {
    return origins.length;
  }

  /** What an LSTM sees of some windows, [W x windows x I]. */
  float[] inputs(int... chosen) {
    int window = representation.window();
    int inputs = representation.inputs();
    float[] x = new float[window * chosen.length * inputs];
    for (int b = 0; b < chosen.length; b++) {
      int origin = origins[chosen[b]];
      double level = representation.level(z, origin);
      for (int i = 0; i < window; i++) {
        int at = (i * chosen.length + b) * inputs;
        x[at] = (float) (representation.input(z, origin, i) - level);
        for (int k = 1; k < inputs; k++) {
          long time = offset + origin - window + 1 + i;
          x[at + k] = (float) representation.phase(time, k - 1);
        }
      }
    }
    return x;
  }

  /** What is left over, [windows x H]. */
  double[] targets(int... chosen) {
    int horizon = rest.get(0).length;
    double[] targets = new double[chosen.length * horizon];
    for (int b = 0; b < chosen.length; b++) {
      System.arraycopy(rest.get(chosen[b]), 0, targets, b * horizon, horizon);
    }
    return targets;
  }

  /** A network's answers to all windows, [windows x H]. */
  float[] answers(ForecastNetwork network) {
    float[] all = new float[0];
    for (int from = 0; from < count(); from += BATCH) {
      int[] chosen = new int[Math.min(BATCH, count() - from)];
      for (int b = 0; b < chosen.length; b++) {
        chosen[b] = from + b;
      }
      float[] y = network.forward(inputs(chosen), chosen.length, representation.window());
      int horizon = y.length / chosen.length;
      if (all.length == 0) {
        all = new float[count() * horizon];
      }
      System.arraycopy(y, 0, all, from * horizon, y.length);
    }
    return all;
  }

  /** Mean squared error of answers in deviations; of none, the linear part's own. */
  double error(float[] answers) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < count(); i++) {
      double[] left = rest.get(i);
      for (int h = 0; h < left.length; h++) {
        if (!Double.isNaN(left[h])) {
          double error = left[h] - (answers.length == 0 ? 0 : answers[i * left.length + h]);
          sum += error * error;
          count++;
        }
      }
    }
    return sum / Math.max(1, count);
  }
}
