package org.auricle.models.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.auricle.engine.training.TrainingException;
import org.auricle.models.forecasting.ForecastEvaluation.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastTrainerTest {
  private static final ForecastListener SILENT = new ForecastListener() {};

  @TempDir private Path folder;

  private Forecaster train(ForecastTraining training, TimeSeries series, String name)
      throws Exception {
    return new ForecastTrainer(training, SILENT).run(series, folder.resolve(name), false).model();
  }

  @Test
  void learnsWhatNoLinearForecastDoes() throws Exception {
    TimeSeries series = TinySeries.of(TinySeries.folded(900, 1));
    Forecaster model = train(TinySeries.training(1, 1, 40), series, "folded");
    ForecastEvaluation evaluation = ForecastEvaluation.of(model, series, model.learned(), 0.9);
    assertThat(evaluation.best()).isEqualTo(Method.LSTM);
    assertThat(evaluation.below(Method.AUTOREGRESSION)).isGreaterThan(50);
    assertThat(model.trust()[0]).isGreaterThan(0.8);
    assertThat(evaluation.next().get(Method.LSTM).coverage()).isBetween(80.0, 98.0);
  }

  @Test
  void findsTheSeasonAndBeatsItsBareRepetition() throws Exception {
    TimeSeries series = TinySeries.of(TinySeries.seasonal(240, 1));
    Forecaster model = train(TinySeries.training(6, 1, 3), series, "seasonal");
    assertThat(model.season()).isEqualTo(12);
    ForecastEvaluation evaluation = ForecastEvaluation.of(model, series, model.learned(), 0.9);
    assertThat(evaluation.below(Method.SEASONAL_NAIVE)).isGreaterThan(15);
    assertThat(evaluation.steps().get(5).get(Method.LSTM).rmse()).isLessThan(1.6); // noise is 1
  }

  /** Nothing of the test part, neither its scale nor its shape, shows in what was learned. */
  @Test
  void theTestPartDecidesNothing() throws Exception {
    double[] values = TinySeries.seasonal(150, 1);
    double[] changed = values.clone();
    for (int t = 120; t < changed.length; t++) {
      changed[t] = -1000 * t;
    }
    ForecastTraining training = TinySeries.training(3, 1, 2);
    byte[] one = ForecasterFile.write(train(training, TinySeries.of(values), "one"));
    byte[] other = ForecasterFile.write(train(training, TinySeries.of(changed), "other"));
    assertThat(other).isEqualTo(one);
    changed[119] += 1; // the last value learned from
    byte[] third = ForecasterFile.write(train(training, TinySeries.of(changed), "third"));
    assertThat(third).isNotEqualTo(one);
  }

  /** Nor does anything behind an origin show in the forecast from there. */
  @Test
  void forecastsKnowNothingBehindTheirOrigin() throws Exception {
    double[] values = TinySeries.seasonal(150, 1);
    Forecaster model = train(TinySeries.training(3, 1, 2), TinySeries.of(values), "model");
    Forecast before = model.at(TinySeries.of(values), 130, 131, 0.9).get(0);
    for (int t = 131; t < values.length; t++) {
      values[t] = 1e6;
    }
    Forecast after = model.at(TinySeries.of(values), 130, 131, 0.9).get(0);
    assertThat(after.values()).isEqualTo(before.values());
    assertThat(after.low()).isEqualTo(before.low());
    assertThat(after.high()).isEqualTo(before.high());
    Forecast cut = model.next(TinySeries.of(values).head(131), 0.9);
    assertThat(cut.values()).isEqualTo(before.values());
  }

  @Test
  void aRunThatWasStoppedGoesOnToTheSameBits() throws Exception {
    ForecastTraining training = TinySeries.training(2, 2, 4);
    TimeSeries series = TinySeries.of(TinySeries.seasonal(120, 1));
    byte[] whole = ForecasterFile.write(train(training, series, "whole"));
    Path cut = folder.resolve("cut");
    int[] calls = new int[1];
    for (int stop : new int[] {2, 5, 9}) {
      ForecastListener stopping =
          new ForecastListener() {
            @Override
            public void onProgress(long done, long most, double loss) {
              calls[0]++;
              if (calls[0] == stop) {
                Thread.currentThread().interrupt();
              }
            }
          };
      assertThatThrownBy(() -> new ForecastTrainer(training, stopping).run(series, cut, true))
          .isInstanceOf(InterruptedException.class);
    }
    byte[] resumed =
        ForecasterFile.write(new ForecastTrainer(training, SILENT).run(series, cut, true).model());
    assertThat(resumed).isEqualTo(whole);
    assertThatThrownBy(() -> new ForecastTrainer(training, SILENT).run(series, cut, false))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("a training has begun here");
    TimeSeries other = TinySeries.of(TinySeries.seasonal(120, 2));
    assertThatThrownBy(() -> new ForecastTrainer(training, SILENT).run(other, cut, true))
        .hasMessageContaining("of another training");
  }

  @Test
  void refusesTooLittle() {
    TimeSeries few = TinySeries.of(TinySeries.seasonal(22, 1));
    assertThatThrownBy(() -> train(TinySeries.training(2, 1, 1), few, "few"))
        .isInstanceOf(ForecastException.class)
        .hasMessage("tiny.csv: 17 values to learn from (expected: at least 20)");
    TimeSeries short1 = TinySeries.of(TinySeries.seasonal(40, 1));
    assertThatThrownBy(() -> train(TinySeries.training(30, 1, 1), short1, "short"))
        .isInstanceOf(ForecastException.class)
        .hasMessageContaining("shorter --horizon");
  }
}
