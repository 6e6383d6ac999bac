package org.auricle.models.forecasting;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up series, and forecasters of them. */
final class TinySeries {
  private TinySeries() {}

  static TimeSeries of(double... values) {
    TimeGrid grid = new TimeGrid(LocalDateTime.of(2000, 1, 1, 0, 0), TimeGrid.Unit.MONTH, 1);
    return new TimeSeries(
        "tiny.csv",
        "v",
        "month",
        new DateForm("uuuu-MM"),
        grid,
        values,
        new boolean[values.length],
        List.of());
  }

  /** A trend, a year's season and noise; always positive. */
  static double[] seasonal(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[size];
    for (int t = 0; t < size; t++) {
      values[t] = 30 + 0.1 * t + 8 * Math.sin(2 * Math.PI * t / 12) + random.nextGaussian();
    }
    return values;
  }

  /** Turns round where it goes beyond 1, which no linear forecast foresees (a tent map). */
  static double[] folded(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[size];
    double x = 0.3;
    for (int t = 0; t < size; t++) {
      x = 1.9 * Math.min(x, 1 - x);
      values[t] = x + 0.01 * random.nextGaussian();
    }
    return values;
  }

  static ForecastTraining training(int horizon, int members, int epochs) {
    return new ForecastTraining(
        horizon, 6, 0, 1, 8, members, epochs, epochs, 16, 0.02, 0, 0, 1, 0.9, 0.2, 0.25, 3);
  }

  /** Random networks and weights, to be measured by others. */
  static Forecaster random(Representation seen, TimeGrid grid, int horizon, int layers) {
    SplittableRandom random = new SplittableRandom(5);
    double[][] weights = new double[horizon][seen.features()];
    double[] deviation = new double[horizon];
    double[] trust = new double[horizon];
    double[][] errors = new double[horizon][];
    for (int h = 0; h < horizon; h++) {
      trust[h] = (float) (0.3 + 0.1 * h);
      for (int i = 0; i < weights[h].length; i++) {
        weights[h][i] = (float) random.nextDouble(-0.3, 0.3);
      }
      deviation[h] = (float) random.nextDouble(0.2, 0.6);
      errors[h] = random.doubles(30, -0.3, 0.3).map(e -> (float) e).sorted().toArray();
    }
    List<ForecastNetwork> networks = new ArrayList<>();
    for (int m = 0; m < 2; m++) {
      ForecastNetwork network = new ForecastNetwork(seen.inputs(), layers, 4, horizon, 0, m);
      network
          .parameters()
          .forEach(
              p -> {
                for (int i = 0; i < p.size(); i++) {
                  p.value()[i] += (float) random.nextDouble(-0.5, 0.5);
                }
              });
      networks.add(network);
    }
    return new Forecaster(
        "v", grid, 60, seen, new LinearForecast(weights), deviation, trust, networks, errors);
  }
}
