package org.auricle.models.forecasting;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.auricle.models.forecasting.Representation.Anchor;

/**
 * How a series is best looked at: the transformation under which it is likeliest before the
 * validation part, and the anchor, phases, and for each step ahead window and ridge, with which a
 * linear forecast does best on the validation part, having learned from what is before it.
 *
 * @param representation scaled by what is before the validation part; its window is the longest
 * @param plan of the linear forecast
 * @param error mean over the steps ahead of the RMSE's share of the naive forecast's
 */
record RepresentationChoice(Representation representation, LinearForecast.Plan plan, double error) {
  private static final int[] WINDOWS = {3, 6, 12, 24, 36, 48, 72, 96};
  private static final int LONGEST = 128;
  private static final double[] LAMBDAS = {0.1, 1, 10, 100};
  private static final int ROWS_A_FEATURE = 2;
  private static final double WORTH = 0.995; // what a longer window must make of the error

  /**
   * Chooses.
   *
   * @param series of which only what is learned from is there
   * @param from first index of the validation part
   * @throws ForecastException if the series is too short for any
   */
  static RepresentationChoice of(TimeSeries series, int from, ForecastTraining training) {
    double[] before = Arrays.copyOf(series.values(), from);
    int season = season(series, before, training);
    RepresentationChoice best = null;
    Transform likeliest = Transform.likeliest(before, season);
    Transform transform = likeliest.suits(series.values()) ? likeliest : Transform.NONE;
    for (Anchor anchor : Anchor.values()) {
      for (boolean phases : new boolean[] {false, true}) {
        boolean needsSeason = phases || anchor == Anchor.SEASON;
        if (!needsSeason || season > 1) {
          Look look = new Look(series, from, transform, anchor, season, phases, before);
          RepresentationChoice tried = look.choice(windows(season, training), training);
          best = tried != null && (best == null || tried.error < best.error) ? tried : best;
        }
      }
    }
    if (best == null) {
      throw new ForecastException(
          "%s: %d values to learn from (expected: more, or a shorter --horizon or --window)"
              .formatted(series.source(), series.length()));
    }
    return best;
  }

  private static int season(TimeSeries series, double[] before, ForecastTraining training) {
    int season =
        training.season() > 0
            ? training.season()
            : SeasonFinder.find(before, series.grid().calendarSeasons());
    if (season > 1 && 2 * season > before.length) {
      throw new ForecastException(
          "season: %d (expected: at most half of the %d values before the validation part)"
              .formatted(season, before.length));
    }
    return season;
  }

  private static SortedSet<Integer> windows(int season, ForecastTraining training) {
    SortedSet<Integer> windows = new TreeSet<>();
    if (training.window() > 0) {
      windows.add(training.window());
      return windows;
    }
    for (int window : WINDOWS) {
      windows.add(window);
    }
    for (int window : new int[] {season, season + 1, 2 * season}) {
      if (season > 1 && window <= LONGEST) {
        windows.add(window);
      }
    }
    return windows;
  }

  /** A way to look at a series whose windows are to be found. */
  private record Look(
      TimeSeries series,
      int from,
      Transform transform,
      Anchor anchor,
      int season,
      boolean phases,
      double[] before) {

    Representation seen(int window) {
      double period = series.grid().period(season);
      return Representation.of(transform, anchor, window, season, period, phases, before);
    }

    /** The best window and ridge for each step ahead; null if there is too little to learn from. */
    RepresentationChoice choice(SortedSet<Integer> windows, ForecastTraining training) {
      int horizon = training.horizon();
      int[] best = new int[horizon];
      double[] lambdas = new double[horizon];
      double[] errors = new double[horizon];
      Arrays.fill(errors, Double.POSITIVE_INFINITY);
      for (int window : windows) { // the shortest first
        Representation seen = seen(window);
        double[] z = seen.scaled(series.values());
        List<Window> learned = Window.in(seen, z, series.filled(), horizon, 0, from);
        List<Window> measured = Window.in(seen, z, series.filled(), horizon, from, series.length());
        if (learned.size() - horizon < ROWS_A_FEATURE * seen.features() || measured.isEmpty()) {
          continue;
        }
        for (int h = 0; h < horizon; h++) {
          double[][] weights = LinearForecast.fit(learned, h, window, LAMBDAS);
          for (int k = 0; k < LAMBDAS.length; k++) {
            double error = error(seen, z, learned, measured, h, weights[k]);
            boolean longer = best[h] > 0 && window > best[h];
            if (error < errors[h] * (longer ? WORTH : 1)) {
              errors[h] = error;
              best[h] = window;
              lambdas[h] = LAMBDAS[k];
            }
          }
        }
      }
      double mean = Arrays.stream(errors).average().orElse(Double.POSITIVE_INFINITY);
      return Double.isInfinite(mean) || Double.isNaN(mean)
          ? null
          : new RepresentationChoice(
              seen(Arrays.stream(best).max().orElseThrow()),
              new LinearForecast.Plan(best, lambdas),
              mean);
    }

    /** The RMSE so many steps ahead, as a share of the naive forecast's. */
    private double error(
        Representation seen,
        double[] z,
        List<Window> learned,
        List<Window> measured,
        int h,
        double[] weights) {
      double variance = meanSquare(learned, h, weights);
      double own = 0;
      double naive = 0;
      for (Window window : measured) {
        if (!Double.isNaN(window.targets()[h])) {
          double value = series.values()[window.origin() + h + 1];
          double scaled =
              seen.anchorValue(z, window.origin(), h + 1)
                  + LeastSquares.dot(weights, window.features());
          own += Math.pow(seen.expected(scaled, variance) - value, 2);
          naive += Math.pow(series.values()[window.origin()] - value, 2);
        }
      }
      return Math.sqrt(own / Math.max(1e-12, naive));
    }

    private static double meanSquare(List<Window> windows, int h, double[] weights) {
      return windows.stream()
          .filter(window -> !Double.isNaN(window.targets()[h]))
          .mapToDouble(w -> w.targets()[h] - LeastSquares.dot(weights, w.features()))
          .map(error -> error * error)
          .average()
          .orElse(0);
    }
  }
}
