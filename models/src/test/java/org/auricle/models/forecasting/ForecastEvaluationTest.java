package org.auricle.models.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.auricle.models.forecasting.ForecastEvaluation.Figures;
import org.auricle.models.forecasting.ForecastEvaluation.Method;
import org.junit.jupiter.api.Test;

class ForecastEvaluationTest {
  private static final double[] Y = TinySeries.seasonal(80, 3);

  private static Forecaster model(TimeSeries series) {
    Representation seen =
        Representation.of(Transform.SQRT, Representation.Anchor.LAST, 5, 12, 12, true, Y);
    return TinySeries.random(seen, series.grid(), 3, 1);
  }

  /** By the definitions, value by value. */
  @Test
  void figuresAreThoseOfTheDefinitions() {
    TimeSeries series = TinySeries.of(Y);
    series.filled()[70] = true; // not counted
    Forecaster model = model(series);
    ForecastEvaluation evaluation = ForecastEvaluation.of(model, series, 60, 0.8);
    for (int h = 1; h <= 3; h++) {
      double[] own = new double[4];
      double naive = 0;
      double seasonal = 0;
      int count = 0;
      for (int t = 60 + h - 1; t < Y.length; t++) {
        if (t != 70) {
          Forecast forecast = model.at(series, t - h, t - h + 1, 0.8).get(0);
          double error = forecast.values()[h - 1] - Y[t];
          own[0] += Math.abs(error);
          own[1] += error * error;
          own[2] += 100 * Math.abs(error) / Y[t];
          own[3] += forecast.low()[h - 1] <= Y[t] && Y[t] <= forecast.high()[h - 1] ? 100 : 0;
          naive += (Y[t - h] - Y[t]) * (Y[t - h] - Y[t]);
          seasonal += Math.abs(Y[t - 12] - Y[t]);
          count++;
        }
      }
      Figures figures = evaluation.steps().get(h - 1).get(Method.LSTM);
      assertThat(figures.values()).isEqualTo(count);
      assertThat(figures.mae()).isCloseTo(own[0] / count, within(1e-4));
      assertThat(figures.rmse()).isCloseTo(Math.sqrt(own[1] / count), within(1e-4));
      assertThat(figures.mape()).isCloseTo(own[2] / count, within(1e-4));
      assertThat(figures.coverage()).isCloseTo(own[3] / count, within(1e-9));
      assertThat(evaluation.steps().get(h - 1).get(Method.NAIVE).rmse())
          .isCloseTo(Math.sqrt(naive / count), within(1e-9));
      assertThat(evaluation.steps().get(h - 1).get(Method.SEASONAL_NAIVE).mae())
          .isCloseTo(seasonal / count, within(1e-9));
    }
    assertThat(evaluation.next().get(Method.NAIVE).coverage()).isNaN();
  }

  /** Of n errors and one more, each rank is as likely: the conformal promise. */
  @Test
  void intervalsAreRanksOfTheErrors() {
    TimeSeries series = TinySeries.of(Y);
    Forecaster model = model(series);
    double[] errors = model.errors()[0]; // 30
    assertThat(model.low(0, 0.8)).isEqualTo(errors[2]); // rank floor(31 * 0.1) = 3
    assertThat(model.high(0, 0.8)).isEqualTo(errors[27]); // rank ceil(31 * 0.9) = 28
    assertThat(model.low(0, 0.99)).isEqualTo(errors[0]);
    assertThat(model.high(0, 0.99)).isEqualTo(errors[29]);
    Forecast narrow = model.next(series, 0.5);
    Forecast wide = model.next(series, 0.9);
    assertThat(wide.values()).isEqualTo(narrow.values());
    assertThat(wide.high()[0] - wide.low()[0]).isGreaterThan(narrow.high()[0] - narrow.low()[0]);
  }

  @Test
  void refusesWhatIsNotTheSeriesLearned() {
    TimeSeries series = TinySeries.of(Y);
    Forecaster model = model(series);
    assertThatThrownBy(() -> ForecastEvaluation.of(model, series, Y.length, 0.9))
        .isInstanceOf(ForecastException.class)
        .hasMessage(
            "tiny.csv: nothing behind the 80 values learned from (expected: values to measure)");
    TimeGrid weekly = new TimeGrid(series.time(0), TimeGrid.Unit.SECOND, 7 * 86_400);
    TimeSeries other =
        new TimeSeries(
            "w.csv", "v", "d", series.form(), weekly, Y, new boolean[Y.length], List.of());
    assertThatThrownBy(() -> model.next(other, 0.9))
        .hasMessage("w.csv: a value every 1 week (expected: every 1 month, as learned)");
    assertThatThrownBy(() -> model.next(series.head(4), 0.9))
        .hasMessage("tiny.csv: 4 values (expected: at least 5, which the forecaster looks at)");
  }
}
