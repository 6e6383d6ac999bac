package org.auricle.models.forecasting;

/**
 * How far the networks' answers are to be trusted: for each step ahead the factor, of tenths, with
 * which forecasts of the validation part are nearest to the values, in the values' own units.
 */
final class NetworkTrust {
  private static final int TENTHS = 10;

  private NetworkTrust() {}

  /**
   * The factors.
   *
   * @param stage whose linear part the networks add to
   * @param validation windows that neither has learned from
   * @param answers of the networks there, [windows x H] in deviations
   */
  static double[] of(
      TimeSeries series, ForecastStage stage, Residuals validation, float[] answers) {
    double[] trust = new double[stage.deviation().length];
    for (int h = 0; h < trust.length; h++) {
      double least = error(series, stage, validation, answers, h, 0);
      for (int tenth = 1; tenth <= TENTHS; tenth++) {
        double factor = tenth / (double) TENTHS;
        double error = error(series, stage, validation, answers, h, factor);
        if (error < least) {
          least = error;
          trust[h] = factor;
        }
      }
    }
    return trust;
  }

  /** The sum of squared errors so many steps ahead. */
  private static double error(
      TimeSeries series,
      ForecastStage stage,
      Residuals validation,
      float[] answers,
      int h,
      double factor) {
    Representation seen = stage.representation();
    double deviation = stage.deviation()[h];
    double sum = 0;
    for (int i = 0; i < validation.count(); i++) {
      double left = validation.rest().get(i)[h];
      int at = validation.origins()[i] + h + 1;
      if (!Double.isNaN(left)) {
        double answer = factor * answers[i * stage.deviation().length + h];
        double scaled = stage.z()[at] - deviation * (left - answer);
        double forecast = seen.expected(scaled, deviation * deviation);
        sum += Math.pow(forecast - series.values()[at], 2);
      }
    }
    return sum;
  }
}
