package org.auricle.models.forecasting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Forecasts a series some steps ahead, with intervals: a linear forecast, and what LSTMs add to it
 * (Zhang 2003). The intervals are those that errors on the validation part had (split conformal
 * prediction: Lei et al. 2018), which neither of the two had learned from. Not thread-safe.
 */
public final class Forecaster {
  private final String name;
  private final TimeGrid grid;
  private final int learned;
  private final Representation representation;
  private final LinearForecast linear;
  private final double[] deviation; // [H]
  private final double[] trust; // [H]
  private final List<ForecastNetwork> networks;
  private final double[][] errors; // [H][n]

  /**
   * A forecaster.
   *
   * @param name of the value that was learned
   * @param grid times of the series that was learned from
   * @param learned how many of its values
   * @param linear of scaled differences
   * @param deviation [H] of the linear part's errors, scaled
   * @param trust [H] by which the networks' answers are multiplied
   * @param networks at least one, once training is over
   * @param errors by step ahead, ascending, scaled: what was to what was forecast
   */
  Forecaster(
      String name,
      TimeGrid grid,
      int learned,
      Representation representation,
      LinearForecast linear,
      double[] deviation,
      double[] trust,
      List<ForecastNetwork> networks,
      double[][] errors) {
    this.name = name;
    this.grid = grid;
    this.learned = learned;
    this.representation = representation;
    this.linear = linear;
    this.deviation = deviation;
    this.trust = trust;
    this.networks = networks;
    this.errors = errors;
  }

  /** Name of the value that was learned. */
  public String name() {
    return name;
  }

  /** Times of the series that was learned from. */
  public TimeGrid grid() {
    return grid;
  }

  /** How many of its values were learned from; what follows them was not. */
  public int learned() {
    return learned;
  }

  /** How many networks there are. */
  public int members() {
    return networks.size();
  }

  Representation representation() {
    return representation;
  }

  LinearForecast linear() {
    return linear;
  }

  double[] deviation() {
    return deviation;
  }

  List<ForecastNetwork> networks() {
    return networks;
  }

  double[][] errors() {
    return errors;
  }

  /** Steps ahead. */
  public int horizon() {
    return deviation.length;
  }

  /** Length of the season that was found, in steps; 1 for none. */
  public int season() {
    return representation.season();
  }

  /** How far the networks' answers are trusted, 0..1, by step ahead. */
  public double[] trust() {
    return trust.clone();
  }

  /** How the series is looked at, in words. */
  public String describe() {
    StringBuilder words = new StringBuilder();
    words.append(
        switch (representation.transform()) {
          case NONE -> "values as they are";
          case SQRT -> "square roots";
          case LOG -> "logarithms";
        });
    words.append(
        switch (representation.anchor()) {
          case MEAN -> "";
          case LAST -> ", as changes from the last value";
          case SEASON -> ", as changes from a season before";
        });
    words.append(", the last ").append(representation.window());
    if (representation.phases()) {
      words.append(", and the time within the season");
    }
    return words.toString();
  }

  /**
   * Forecasts what follows a series.
   *
   * @param level share of the values that the interval is to hold, 0..1
   * @throws ForecastException if the series is too short, or its times are not those learned from
   */
  public Forecast next(TimeSeries series, double level) {
    return at(series, series.length() - 1, series.length(), level).get(0);
  }

  /**
   * Forecasts from each of some origins, each as if nothing behind it were known.
   *
   * @param from index of the first origin, the last value known
   * @param to index behind the last origin
   * @throws ForecastException if the series is too short, or its times are not those learned from
   */
  public List<Forecast> at(TimeSeries series, int from, int to, double level) {
    return forecasts(series, from, to, level, trust);
  }

  /** What the linear part alone would forecast. */
  public List<Forecast> linearAt(TimeSeries series, int from, int to, double level) {
    return forecasts(series, from, to, level, new double[horizon()]);
  }

  private List<Forecast> forecasts(
      TimeSeries series, int from, int to, double level, double[] share) {
    long offset = offset(series);
    if (from < representation.history() - 1) {
      throw new ForecastException(
          "%s: %d values (expected: at least %d, which the forecaster looks at)"
              .formatted(series.source(), from + 1, representation.history()));
    }
    double[] z = representation.scaled(series.values());
    int[] origins = IntStream.range(from, to).toArray();
    Residuals windows = new Residuals(representation, z, origins, offset, List.of());
    float[] sum = new float[origins.length * horizon()];
    boolean none = Arrays.stream(share).allMatch(h -> h == 0);
    for (ForecastNetwork network : none ? List.<ForecastNetwork>of() : networks) {
      float[] answers = windows.answers(network);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += answers[i] / networks.size();
      }
    }
    List<Forecast> forecasts = new ArrayList<>();
    for (int i = 0; i < origins.length; i++) {
      double[] x = representation.features(z, origins[i], offset + origins[i]);
      double[] scaled = linear.forecast(x);
      for (int h = 0; h < scaled.length; h++) {
        scaled[h] +=
            representation.anchorValue(z, origins[i], h + 1)
                + share[h] * deviation[h] * sum[i * horizon() + h];
      }
      forecasts.add(unscaled(scaled, level));
    }
    return forecasts;
  }

  private Forecast unscaled(double[] scaled, double level) {
    int horizon = horizon();
    Forecast forecast = new Forecast(new double[horizon], new double[horizon], new double[horizon]);
    for (int h = 0; h < horizon; h++) {
      forecast.values()[h] = representation.expected(scaled[h], variance(h));
      forecast.low()[h] = representation.original(scaled[h] + low(h, level));
      forecast.high()[h] = representation.original(scaled[h] + high(h, level));
    }
    return forecast;
  }

  /** Of the errors at a step ahead, scaled. */
  double variance(int h) {
    double sum = 0;
    for (double error : errors[h]) {
      sum += error * error;
    }
    return sum / errors[h].length;
  }

  /** The error that the share (1 - level) / 2 of n + 1 errors are to be below. */
  double low(int h, double level) {
    int n = errors[h].length;
    int rank = (int) Math.floor((n + 1) * (1 - level) / 2);
    return errors[h][Math.max(1, rank) - 1];
  }

  /** The error that as many are to be above. */
  double high(int h, double level) {
    int n = errors[h].length;
    int rank = (int) Math.ceil((n + 1) * (1 + level) / 2);
    return errors[h][Math.min(n, rank) - 1];
  }

  /** The time of a series' first value in the series that was learned from. */
  private long offset(TimeSeries series) {
    TimeGrid other = series.grid();
    boolean same = other.unit() == grid.unit() && other.amount() == grid.amount();
    if (!same) {
      throw new ForecastException(
          "%s: a value every %s (expected: every %s, as learned)"
              .formatted(series.source(), other.step(), grid.step()));
    }
    return grid.index(other.first())
        .orElseThrow(
            () ->
                new ForecastException(
                    "%s: begins at %s (expected: a time on the grid of %s from %s on)"
                        .formatted(series.source(), other.first(), grid.step(), grid.first())));
  }
}
