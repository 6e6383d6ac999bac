package org.auricle.tools;

import java.util.Locale;
import org.auricle.models.forecasting.ForecastEpoch;
import org.auricle.models.forecasting.ForecastListener;
import org.auricle.models.forecasting.TimeSeries;

/** Shows how the training of a forecaster goes. */
final class ForecastTrainingDisplay implements ForecastListener, AutoCloseable {
  private final TrainingBar bar;

  ForecastTrainingDisplay(Console console) {
    bar = new TrainingBar(console);
  }

  @Override
  public void onStart(TimeSeries series, int season, String description, long weights) {
    bar.note(
        "%,d values to learn from, one every %s; %s; seen: %s; %,d weights a network",
        series.length(),
        series.grid().step(),
        season > 1 ? "season of " + season + " steps" : "no season",
        description,
        weights);
  }

  @Override
  public void onProgress(long done, long most, double loss) {
    bar.update(done, most, String.format(Locale.ROOT, "loss %.4f", loss));
  }

  @Override
  public void onEpoch(ForecastEpoch epoch) {
    if (epoch.best()) {
      bar.note(
          "network %d, epoch %d: validation error %.2f %% of the linear part's",
          epoch.network() + 1, epoch.epoch(), 100 * epoch.validationError());
    }
  }

  @Override
  public void onWarning(String message) {
    bar.note("%s", message);
  }

  @Override
  public void close() {
    bar.close();
  }
}
