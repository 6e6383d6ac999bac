package org.auricle.models.forecasting;

import java.util.Arrays;

/**
 * How a series looks to what forecasts it: values transformed and scaled, seen as differences from
 * an anchor.
 *
 * @param transform of values
 * @param anchor from which differences are taken
 * @param window values that are seen, W
 * @param season length in steps; 1 for none
 * @param period exact length of the season
 * @param phases whether the time within the season is seen
 * @param mean of the transformed values of the training part, and of nothing else
 * @param scale their standard deviation
 */
record Representation(
    Transform transform,
    Anchor anchor,
    int window,
    int season,
    double period,
    boolean phases,
    double mean,
    double scale) {
  static final int HARMONICS = 2;
  static final int PHASE_VALUES = 2 * HARMONICS; // a sine and a cosine each

  /** What a value is measured from. */
  enum Anchor {
    /** The mean. */
    MEAN,
    /** The last value known: what is forecast are changes. */
    LAST,
    /** The value a season before: what is forecast are changes against the season before. */
    SEASON
  }

  /** A representation scaled by a training part. */
  static Representation of(
      Transform transform,
      Anchor anchor,
      int window,
      int season,
      double period,
      boolean phases,
      double[] train) {
    double[] transformed = Arrays.stream(train).map(transform::apply).toArray();
    double mean = Arrays.stream(transformed).average().orElse(0);
    double variance =
        Arrays.stream(transformed).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    double scale = variance > 0 ? Math.sqrt(variance) : 1;
    return new Representation(transform, anchor, window, season, period, phases, mean, scale);
  }

  /** Values that must be known before the first forecast. */
  int history() {
    return window + (anchor == Anchor.SEASON ? season : 0);
  }

  /** Values of a step as an LSTM sees it. */
  int inputs() {
    return 1 + (phases ? PHASE_VALUES : 0);
  }

  /** Values of a window as a linear forecast sees it, a constant last. */
  int features() {
    return window + (phases ? PHASE_VALUES : 0) + 1;
  }

  /** Values as they are forecast. */
  double[] scaled(double[] values) {
    return Arrays.stream(values).map(v -> (transform.apply(v) - mean) / scale).toArray();
  }

  /** A scaled value as it was, without regard to how sure it is. */
  double original(double scaled) {
    return transform.invert(mean + scale * scaled);
  }

  /** The mean of the value if its scaled form has this mean and variance. */
  double expected(double scaled, double variance) {
    return transform.mean(mean + scale * scaled, variance * scale * scale);
  }

  /** What the i-th step of the window that ends at an origin shows, 0 &lt;= i &lt; W. */
  double input(double[] z, int origin, int i) {
    int t = origin - window + 1 + i;
    return switch (anchor) {
      case MEAN -> z[t];
      case LAST -> z[t] - z[origin];
      case SEASON -> z[t] - z[t - season];
    };
  }

  /**
   * The mean of a window's inputs. It is taken off what an LSTM sees, which then knows a shape also
   * at a height where it has never been (Kim et al. 2022, RevIN); the linear part sees it.
   */
  double level(double[] z, int origin) {
    double sum = 0;
    for (int i = 0; i < window; i++) {
      sum += input(z, origin, i);
    }
    return sum / window;
  }

  /** From what the value so many steps after an origin is measured; known at the origin. */
  double anchorValue(double[] z, int origin, int step) {
    return switch (anchor) {
      case MEAN -> 0;
      case LAST -> z[origin];
      case SEASON -> {
        int seasons = (step + season - 1) / season;
        yield z[origin + step - seasons * season];
      }
    };
  }

  /** The features of a linear forecast. */
  double[] features(double[] z, int origin, long time) {
    double[] x = new double[features()];
    for (int i = 0; i < window; i++) {
      x[i] = input(z, origin, i);
    }
    if (phases) {
      for (int k = 0; k < PHASE_VALUES; k++) {
        x[window + k] = phase(time, k);
      }
    }
    x[x.length - 1] = 1;
    return x;
  }

  /**
   * The k-th sine or cosine of the time within the season.
   *
   * @param time index in the series that was learned from
   */
  double phase(long time, int k) {
    double angle = 2 * Math.PI * (k / 2 + 1) * time / period;
    return k % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
  }
}
