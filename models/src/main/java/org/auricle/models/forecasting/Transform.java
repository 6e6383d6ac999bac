package org.auricle.models.forecasting;

import java.util.Arrays;

/** What a value becomes before it is forecast, so that it varies as much where it is great. */
enum Transform {
  /** Itself. */
  NONE,
  /** The square root, of values that are never negative. */
  SQRT,
  /** The natural logarithm, of values that are always positive. */
  LOG;

  private static final double HIGHEST = 700; // whose exponential is a number

  boolean suits(double[] values) {
    double least = Arrays.stream(values).min().orElse(0);
    return switch (this) {
      case NONE -> true;
      case SQRT -> least >= 0;
      case LOG -> least > 0;
    };
  }

  /**
   * The one under which a short autoregression makes values likeliest, its errors taken for normal
   * and of one variance (Box and Cox 1964): who is off by as many percent where values are great as
   * where they are small has even errors under the logarithm.
   *
   * @param season length in steps, 1 for none
   */
  static Transform likeliest(double[] values, int season) {
    int[] lags = season > 2 ? new int[] {1, 2, season} : new int[] {1, 2};
    Transform best = NONE;
    double greatest = Double.NEGATIVE_INFINITY;
    for (Transform transform : values()) {
      if (transform.suits(values)) {
        double likelihood = transform.logLikelihood(values, lags);
        if (likelihood > greatest) {
          best = transform;
          greatest = likelihood;
        }
      }
    }
    return best;
  }

  /** Up to a constant; the transformation's slope makes values before and after comparable. */
  private double logLikelihood(double[] values, int... lags) {
    double[] transformed = Arrays.stream(values).map(this::apply).toArray();
    int start = lags[lags.length - 1];
    double error = Autoregression.meanSquare(transformed, start, lags);
    double likelihood = -0.5 * (values.length - start) * Math.log(Math.max(1e-300, error));
    double small = smallest(values);
    for (int t = start; t < values.length; t++) {
      likelihood += logSlope(Math.max(small, values[t]));
    }
    return likelihood;
  }

  /** A twentieth of the values are less, so that a zero does not weigh more than all others. */
  private static double smallest(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> v > 0).sorted().toArray();
    return sorted.length == 0 ? 1 : sorted[sorted.length / 20];
  }

  private double logSlope(double value) {
    return switch (this) {
      case NONE -> 0;
      case SQRT -> -Math.log(2) - 0.5 * Math.log(value);
      case LOG -> -Math.log(value);
    };
  }

  /** A value beyond what it suits, which may come later, is as the nearest. */
  double apply(double value) {
    return switch (this) {
      case NONE -> value;
      case SQRT -> Math.sqrt(Math.max(0, value));
      case LOG -> Math.log(Math.max(1e-12, value));
    };
  }

  double invert(double transformed) {
    return switch (this) {
      case NONE -> transformed;
      case SQRT -> Math.max(0, transformed) * Math.max(0, transformed);
      case LOG -> Math.exp(Math.min(HIGHEST, transformed));
    };
  }

  /**
   * The mean of the value if the transformed one has this mean and variance: exact for the root,
   * for the logarithm that of a normal distribution.
   */
  double mean(double transformed, double variance) {
    return switch (this) {
      case NONE -> transformed;
      case SQRT -> invert(transformed) + variance;
      case LOG -> invert(transformed + variance / 2);
    };
  }
}
