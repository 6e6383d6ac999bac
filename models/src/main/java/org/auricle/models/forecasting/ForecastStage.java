package org.auricle.models.forecasting;

import java.util.List;

/**
 * What networks learn from: a part of a series as it is looked at, and what its linear forecast
 * leaves over.
 *
 * @param deviation [H] of the linear part's errors, scaled
 */
record ForecastStage(
    Representation representation,
    LinearForecast linear,
    double[] deviation,
    double[] z,
    Residuals residuals) {

  /** Of the values before an index. */
  static ForecastStage of(
      TimeSeries series, int to, Representation seen, LinearForecast.Plan plan) {
    double[] z = seen.scaled(series.values());
    List<Window> windows = Window.in(seen, z, series.filled(), plan.windows().length, 0, to);
    LinearForecast linear = LinearForecast.fit(windows, plan);
    double[] deviation = linear.deviation(windows);
    return new ForecastStage(
        seen, linear, deviation, z, Residuals.of(seen, z, windows, linear, deviation));
  }

  /** What this linear forecast leaves over of other targets. */
  Residuals residuals(TimeSeries series, int from, int to) {
    List<Window> windows =
        Window.in(representation, z, series.filled(), deviation.length, from, to);
    return Residuals.of(representation, z, windows, linear, deviation);
  }
}
