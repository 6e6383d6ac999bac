package org.auricle.tools.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundStepTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.01, 2",
    "2, 2",
    "2.1, 5",
    "5, 5",
    "5.1, 10",
    "7000, 10000",
    "0.3, 0.5",
    "0.0011, 0.002"
  })
  void itIsTheSmallestRoundOneThatIsWideEnough(double width, double step) {
    assertThat(RoundStep.atLeast(width)).isCloseTo(step, within(step * 1e-12));
  }
}
