package org.auricle.models.forecasting;

import java.util.Arrays;
import java.util.List;

/**
 * The linear part of a forecast: for each step ahead a ridge regression on the window.
 *
 * @param weights [H][F]
 */
record LinearForecast(double[][] weights) {
  /**
   * The scaled difference from the anchor, for each step ahead.
   *
   * @param x [F] of {@link Representation#features}
   */
  double[] forecast(double[] x) {
    double[] forecast = new double[weights.length];
    for (int h = 0; h < forecast.length; h++) {
      forecast[h] = LeastSquares.dot(weights[h], x);
    }
    return forecast;
  }

  /**
   * How each step ahead is learned.
   *
   * @param windows [H] values that are seen, the last ones of a representation's window
   * @param lambdas [H] strength of the ridge
   */
  record Plan(int[] windows, double[] lambdas) {}

  /** Learns from windows. */
  static LinearForecast fit(List<Window> windows, Plan plan) {
    double[][] weights = new double[plan.windows().length][];
    for (int h = 0; h < weights.length; h++) {
      double[] lambda = {plan.lambdas()[h]};
      weights[h] = fit(windows, h, plan.windows()[h], lambda)[0];
    }
    return new LinearForecast(weights);
  }

  /** One step ahead, with several strengths of the ridge: [lambdas][F]. */
  static double[][] fit(List<Window> windows, int h, int seen, double... lambdas) {
    List<Window> own = windows.stream().filter(w -> !Double.isNaN(w.targets()[h])).toList();
    int features = windows.get(0).features().length;
    int skipped = windows.get(0).length() - seen;
    LeastSquares squares = new LeastSquares(features - skipped);
    double[] moments = new double[features - skipped];
    for (Window window : own) {
      double[] x = Arrays.copyOfRange(window.features(), skipped, features);
      squares.add(x);
      for (int i = 0; i < x.length; i++) {
        moments[i] += x[i] * window.targets()[h];
      }
    }
    double[][] weights = new double[lambdas.length][features];
    for (int k = 0; k < lambdas.length; k++) {
      double[] solved = squares.solve(moments, lambdas[k]);
      System.arraycopy(solved, 0, weights[k], skipped, solved.length);
    }
    return weights;
  }

  /** Root of the mean squared error of each step ahead, at least a trifle. */
  double[] deviation(List<Window> windows) {
    double[] sums = new double[weights.length];
    int[] counts = new int[weights.length];
    for (Window window : windows) {
      double[] forecast = forecast(window.features());
      for (int h = 0; h < sums.length; h++) {
        double error = window.targets()[h] - forecast[h];
        if (!Double.isNaN(error)) {
          sums[h] += error * error;
          counts[h]++;
        }
      }
    }
    for (int h = 0; h < sums.length; h++) {
      sums[h] = Math.max(1e-6, Math.sqrt(sums[h] / Math.max(1, counts[h])));
    }
    return sums;
  }
}
