package org.auricle.models.forecasting;

import java.util.Arrays;

/**
 * Finds the length of a series' season: the lag of the greatest peak of the autocorrelation, a
 * linear trend taken off. Of peaks almost as high the shortest counts, since twice a season is one
 * too; and a calendar's season counts if it does almost as well.
 */
final class SeasonFinder {
  private static final double LEAST = 0.2; // autocorrelation
  private static final double ALMOST = 0.9; // of the greatest peak
  private static final double DEPTH = 0.1; // of the valley before a peak
  private static final int LONGEST = 1000;

  private SeasonFinder() {}

  /**
   * The season's length.
   *
   * @param values to look at
   * @param calendar lengths that are probable, ascending
   * @return steps, at least 2; 1 if there is no season
   */
  static int find(double[] values, int... calendar) {
    int most = Math.min(LONGEST, values.length / 3);
    if (most < 4) {
      return 1;
    }
    double[] correlation = autocorrelation(withoutTrend(values), most + 1);
    int best = 1;
    double greatest = LEAST;
    double[] valley = valleys(correlation);
    for (int lag = 2; lag <= most; lag++) {
      if (isPeak(correlation, valley, lag) && correlation[lag] > greatest) {
        best = lag;
        greatest = correlation[lag];
      }
    }
    if (best == 1) {
      return 1;
    }
    for (int lag = best - 1; lag >= 2; lag--) {
      boolean divides = Math.abs(best / (double) lag - Math.rint(best / (double) lag)) < 0.1;
      if (divides && isPeak(correlation, valley, lag) && correlation[lag] >= ALMOST * greatest) {
        best = lag;
      }
    }
    for (int probable : calendar) {
      boolean near = Math.abs(probable - best) <= Math.max(1, probable / 10);
      if (probable >= 2
          && probable <= most
          && near
          && correlation[probable] >= ALMOST * correlation[best]) {
        return probable;
      }
    }
    return best;
  }

  /** Higher than its neighbours, and behind a valley: neighbours alone are alike in any series. */
  private static boolean isPeak(double[] correlation, double[] valley, int lag) {
    return correlation[lag] > correlation[lag - 1]
        && correlation[lag] >= correlation[lag + 1]
        && correlation[lag] - valley[lag] >= DEPTH;
  }

  /** The least correlation at any lag up to each. */
  private static double[] valleys(double[] correlation) {
    double[] valley = correlation.clone();
    for (int lag = 1; lag < valley.length; lag++) {
      valley[lag] = Math.min(valley[lag], valley[lag - 1]);
    }
    return valley;
  }

  /** Residuals of the least-squares line. */
  static double[] withoutTrend(double[] values) {
    int n = values.length;
    double meanTime = (n - 1) / 2.0;
    double mean = Arrays.stream(values).average().orElse(0);
    double covariance = 0;
    double variance = 0;
    for (int t = 0; t < n; t++) {
      covariance += (t - meanTime) * (values[t] - mean);
      variance += (t - meanTime) * (t - meanTime);
    }
    double[] rest = new double[n];
    for (int t = 0; t < n; t++) {
      rest[t] = values[t] - mean - covariance / variance * (t - meanTime);
    }
    return rest;
  }

  /**
   * r_k = sum_t x_t x_{t+k} / sum_t x_t^2 for k = 0..lags, of values whose mean is 0; of its own
   * sums, so that long lags are not favoured or put down by having fewer terms.
   */
  static double[] autocorrelation(double[] x, int lags) {
    double[] correlation = new double[lags + 1];
    for (int k = 0; k <= lags && k < x.length; k++) {
      double product = 0;
      double first = 0;
      double second = 0;
      for (int t = 0; t + k < x.length; t++) {
        product += x[t] * x[t + k];
        first += x[t] * x[t];
        second += x[t + k] * x[t + k];
      }
      double norm = Math.sqrt(first * second);
      correlation[k] = norm > 0 ? product / norm : 0;
    }
    return correlation;
  }
}
