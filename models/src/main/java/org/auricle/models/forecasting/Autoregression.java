package org.auricle.models.forecasting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The linear yardstick: each step ahead is a least-squares combination of values before and a
 * constant. The lags are 1..p and, if there is a season, those around it; p is the one with the
 * least BIC (Schwarz 1978) for the next value, on what is learned from.
 *
 * @param lags counted from the next value, ascending; further ahead those of the season are counted
 *     from the value to be forecast
 * @param recent how many of the lags are 1..p
 * @param season length in steps, 1 for none
 * @param weights [H][lags + 1], the constant last
 */
record Autoregression(int[] lags, int recent, int season, double[][] weights) {
  private static final int MOST = 36; // p
  private static final int ROWS_A_WEIGHT = 3;

  /** Learns from the values before an index. */
  static Autoregression fit(double[] values, int to, int season, int horizon) {
    double[] learned = Arrays.copyOf(values, to);
    int longest = Math.min(MOST, learned.length / 10);
    int start = history(lags(longest, season));
    int[] best = lags(1, season);
    int recent = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int p = 1; p <= longest; p++) {
      int[] lags = lags(p, season);
      int rows = learned.length - start;
      if (rows >= ROWS_A_WEIGHT * (lags.length + 1)) {
        double error = meanSquare(learned, start, lags);
        double bic = rows * Math.log(Math.max(1e-300, error)) + lags.length * Math.log(rows);
        if (bic < least) {
          least = bic;
          best = lags;
          recent = p;
        }
      }
    }
    Autoregression fitted = new Autoregression(best, recent, season, new double[horizon][]);
    for (int h = 0; h < horizon; h++) {
      fitted.weights[h] = fitted.solve(learned, h + 1);
    }
    return fitted;
  }

  private static int[] lags(int p, int season) {
    List<Integer> lags = new ArrayList<>();
    for (int lag = 1; lag <= p; lag++) {
      lags.add(lag);
    }
    for (int lag = season - 1; season > 1 && lag <= season + 1; lag++) {
      if (lag > p) {
        lags.add(lag);
      }
    }
    return lags.stream().mapToInt(lag -> lag).toArray();
  }

  private static int history(int... lags) {
    return lags[lags.length - 1];
  }

  /** Values that must be known before the first forecast. */
  int history() {
    return history(lags);
  }

  private double[] row(double[] values, int origin, int ahead) {
    double[] x = new double[lags.length + 1];
    for (int i = 0; i < lags.length; i++) {
      int at = origin + 1 - lags[i];
      if (i >= recent) {
        at += ahead - 1;
        at -= at > origin ? (at - origin + season - 1) / season * season : 0;
      }
      x[i] = values[at];
    }
    x[lags.length] = 1;
    return x;
  }

  private double[] solve(double[] values, int ahead) {
    LeastSquares squares = new LeastSquares(lags.length + 1);
    double[] moments = new double[lags.length + 1];
    for (int origin = history() - 1; origin + ahead < values.length; origin++) {
      double[] x = row(values, origin, ahead);
      squares.add(x);
      for (int i = 0; i < x.length; i++) {
        moments[i] += x[i] * values[origin + ahead];
      }
    }
    return squares.solve(moments, 0);
  }

  /** Mean squared error of the next value with lags of the values before, by least squares. */
  static double meanSquare(double[] values, int start, int... lags) {
    Autoregression own = new Autoregression(lags, lags.length, 1, new double[1][]);
    own.weights[0] = own.solve(values, 1);
    double sum = 0;
    for (int t = start; t < values.length; t++) {
      double error = values[t] - own.forecast(values, t - 1, 1);
      sum += error * error;
    }
    return sum / (values.length - start);
  }

  /** The value so many steps after an origin. */
  double forecast(double[] values, int origin, int ahead) {
    return LeastSquares.dot(weights[ahead - 1], row(values, origin, ahead));
  }
}
