package org.auricle.tools.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against published tables, and closed forms. */
class CountIntervalsTest {
  private static void isClose(Interval interval, double low, double high, double by) {
    assertThat(interval.low()).isCloseTo(low, within(by));
    assertThat(interval.high()).isCloseTo(high, within(by));
  }

  /** Newcombe 1998, table I, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 25.53, 36.62",
    "15, 148, 6.24, 16.05",
    "0, 20, 0, 16.11",
    "1, 29, 0.61, 17.18",
    "29, 29, 88.30, 100"
  })
  void sharesAreAsPublished(int events, int trials, double low, double high) {
    isClose(CountIntervals.percent(events, trials), low, high, 0.01);
  }

  /** Garwood 1936; of none, -ln 0.025. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 3.689",
    "1, 0.0253, 5.572",
    "5, 1.623, 11.668",
    "10, 4.795, 18.390",
    "100, 81.36, 121.63",
    "5000, 4862.4, 5140.6"
  })
  void ratesAreAsPublished(int events, double low, double high) {
    isClose(CountIntervals.rate(events, 1), low, high, high * 1e-4 + 5e-4);
    isClose(CountIntervals.rate(events, 4), low / 4, high / 4, high * 1e-4 + 5e-4);
  }

  @Test
  void nothingMeasuredSaysNothing() {
    assertThat(CountIntervals.percent(0, 0)).isEqualTo(new Interval(0, 100));
    assertThat(CountIntervals.rate(0, 0)).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
  }
}
