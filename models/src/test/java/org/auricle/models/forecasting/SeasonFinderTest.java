package org.auricle.models.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonFinderTest {

  private static double[] noise(int size, double deviation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, size).mapToDouble(t -> deviation * random.nextGaussian()).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 12, 24, 50})
  void findsTheLengthOfASeasonUnderTrendAndNoise(int season) {
    double[] values = noise(12 * season, 0.3, season);
    SplittableRandom random = new SplittableRandom(season);
    double[] shape = IntStream.range(0, season).mapToDouble(i -> 3 * random.nextDouble()).toArray();
    for (int t = 0; t < values.length; t++) {
      values[t] += 0.05 * t + shape[t % season];
    }
    assertThat(SeasonFinder.find(values)).isEqualTo(season);
  }

  @Test
  void aCalendarsSeasonIsTakenIfItDoesAsWell() {
    double[] values = noise(1500, 1, 1);
    for (int t = 0; t < values.length; t++) {
      values[t] += 3 * Math.sin(2 * Math.PI * t / 365.25);
    }
    assertThat(SeasonFinder.find(values, 7, 365)).isEqualTo(365);
  }

  @Test
  void noiseAndMemoryAreNoSeason() {
    assertThat(SeasonFinder.find(noise(500, 1, 2))).isEqualTo(1);
    double[] values = noise(3000, 1, 3);
    for (int t = 1; t < values.length; t++) {
      values[t] += 0.5 * values[t - 1];
    }
    assertThat(SeasonFinder.find(values)).isEqualTo(1);
    assertThat(SeasonFinder.find(new double[5])).isEqualTo(1);
  }

  /** Pearson's correlation about 0 of the two pieces, by its definition. */
  @Test
  void autocorrelationIsTheCosineOfThePieces() {
    double[] x = noise(40, 1, 4);
    double[] r = SeasonFinder.autocorrelation(x, 10);
    for (int k = 0; k <= 10; k++) {
      int lag = k;
      int n = x.length - k;
      double product = IntStream.range(0, n).mapToDouble(t -> x[t] * x[t + lag]).sum();
      double a = IntStream.range(0, n).mapToDouble(t -> x[t] * x[t]).sum();
      double b = IntStream.range(lag, x.length).mapToDouble(t -> x[t] * x[t]).sum();
      assertThat(r[k]).isCloseTo(product / Math.sqrt(a) / Math.sqrt(b), within(1e-12));
    }
  }

  @Test
  void theTrendIsTheLeastSquaresLine() {
    double[] values = IntStream.range(0, 30).mapToDouble(t -> 4 - 0.5 * t).toArray();
    assertThat(SeasonFinder.withoutTrend(values)).containsExactly(new double[30], within(1e-12));
  }
}
