package org.auricle.models.forecasting;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How well a forecaster does on values that it has not learned from, rolling: each is forecast from
 * all before it. Values that were filled in are not counted.
 *
 * @param from index of the first value that was forecast
 * @param level of the intervals, 0..1
 * @param steps by step ahead
 * @param rolling forecasts from each origin, the first from the value before {@code from}
 * @param lags of the linear autoregression
 */
public record ForecastEvaluation(
    int from, double level, List<Map<Method, Figures>> steps, List<Forecast> rolling, int[] lags) {

  /** Who forecasts. */
  public enum Method {
    /** The forecaster. */
    LSTM("LSTM on the linear part"),
    /** Its linear part without the LSTMs. */
    LINEAR_PART("linear part alone"),
    /** {@link Autoregression}. */
    AUTOREGRESSION("linear autoregression"),
    /** The last value. */
    NAIVE("naive: the last value"),
    /** The value a season before. */
    SEASONAL_NAIVE("seasonal naive: a season before");

    private final String words;

    Method(String words) {
      this.words = words;
    }

    /** What it is called. */
    public String words() {
      return words;
    }
  }

  /**
   * Figures over all values at a step ahead.
   *
   * @param mae mean absolute error
   * @param rmse root of the mean squared error
   * @param mape mean absolute error as percent of the value; NaN if a value is 0
   * @param coverage percent of the values within their intervals; NaN without intervals
   * @param width mean width of the intervals; NaN without intervals
   * @param values how many
   */
  public record Figures(
      double mae, double rmse, double mape, double coverage, double width, int values) {}

  /**
   * Measures.
   *
   * @param from index of the first value to be forecast
   * @param level share of the values that the intervals are to hold, 0..1
   * @throws ForecastException if there is nothing to measure, or too little before it
   */
  public static ForecastEvaluation of(Forecaster model, TimeSeries series, int from, double level) {
    int last = series.length() - 1;
    if (from > last) {
      throw new ForecastException(
          "%s: nothing behind the %d values learned from (expected: values to measure)"
              .formatted(series.source(), from));
    }
    List<Forecast> own = model.at(series, from - 1, last, level);
    List<Forecast> linear = model.linearAt(series, from - 1, last, level);
    Autoregression regression =
        Autoregression.fit(series.values(), from, model.season(), model.horizon());
    List<Map<Method, Figures>> steps = new ArrayList<>();
    for (int h = 1; h <= model.horizon() && from - 1 + h <= last; h++) {
      Map<Method, Figures> figures = new EnumMap<>(Method.class);
      figures.put(Method.LSTM, figures(series, from, h, own));
      figures.put(Method.LINEAR_PART, figures(series, from, h, linear));
      int ahead = h;
      double[] y = series.values();
      figures.put(
          Method.AUTOREGRESSION,
          points(series, from, h, origin -> regression.forecast(y, origin, ahead)));
      figures.put(Method.NAIVE, points(series, from, h, origin -> y[origin]));
      int season = model.season();
      if (season > 1) {
        int seasons = (h + season - 1) / season;
        figures.put(
            Method.SEASONAL_NAIVE,
            points(series, from, h, origin -> y[origin + ahead - seasons * season]));
      }
      steps.add(figures);
    }
    return new ForecastEvaluation(from, level, steps, own, regression.lags());
  }

  private interface PointForecast {
    double at(int origin);
  }

  private static Figures points(TimeSeries series, int from, int h, PointForecast forecast) {
    List<Forecast> forecasts = new ArrayList<>();
    for (int origin = from - 1; origin + h < series.length(); origin++) {
      double[] value = new double[h];
      double[] none = new double[h];
      value[h - 1] = forecast.at(origin);
      none[h - 1] = Double.NaN;
      forecasts.add(new Forecast(value, none, none));
    }
    return figures(series, from, h, forecasts);
  }

  private static Figures figures(TimeSeries series, int from, int h, List<Forecast> forecasts) {
    double absolute = 0;
    double squares = 0;
    double shares = 0;
    double within = 0;
    double width = 0;
    int count = 0;
    for (int origin = from - 1; origin + h < series.length(); origin++) {
      if (series.filled()[origin + h]) {
        continue;
      }
      double value = series.values()[origin + h];
      Forecast forecast = forecasts.get(origin - from + 1);
      double low = forecast.low()[h - 1];
      double high = forecast.high()[h - 1];
      double error = Math.abs(value - forecast.values()[h - 1]);
      absolute += error;
      squares += error * error;
      shares += value == 0 ? Double.NaN : error / Math.abs(value);
      within += Double.isNaN(low) ? Double.NaN : value >= low && value <= high ? 1 : 0;
      width += high - low;
      count++;
    }
    return new Figures(
        absolute / count,
        Math.sqrt(squares / count),
        100 * shares / count,
        100 * within / count,
        width / count,
        count);
  }

  /** Figures for the next value. */
  public Map<Method, Figures> next() {
    return steps.get(0);
  }

  /** Who forecasts the next value with the least RMSE. */
  public Method best() {
    Method best = Method.LSTM;
    for (Map.Entry<Method, Figures> entry : next().entrySet()) {
      best = entry.getValue().rmse() < next().get(best).rmse() ? entry.getKey() : best;
    }
    return best;
  }

  /** By how many percent the forecaster's RMSE for the next value is below a method's. */
  public double below(Method method) {
    return 100 * (1 - next().get(Method.LSTM).rmse() / next().get(method).rmse());
  }
}
