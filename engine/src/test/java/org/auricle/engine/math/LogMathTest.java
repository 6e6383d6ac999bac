package org.auricle.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogMathTest {

  @Test
  void addsProbabilities() {
    assertThat(LogMath.logAdd(Math.log(0.3), Math.log(0.2)))
        .isCloseTo(Math.log(0.5), within(1e-15));
    assertThat(LogMath.logAdd(-1000.0, -1000.0)).isCloseTo(-1000 + Math.log(2), within(1e-12));
    assertThat(LogMath.logAdd(-1f, -2f))
        .isCloseTo((float) Math.log(Math.exp(-1) + Math.exp(-2)), within(1e-6f));
  }

  @Test
  void addsThreeAsTwoAndOne() {
    double[] some = {-1, -2.5, -1_000, LogMath.ZERO};
    for (double a : some) {
      for (double b : some) {
        for (double c : some) {
          double expected = LogMath.logAdd(LogMath.logAdd(a, b), c);
          if (Double.isInfinite(expected)) {
            assertThat(LogMath.logAdd(a, b, c)).isEqualTo(expected);
          } else {
            assertThat(LogMath.logAdd(a, b, c)).isCloseTo(expected, within(1e-12));
          }
        }
      }
    }
    assertThat(LogMath.logAdd(-1, Double.NaN, -2)).isNaN();
  }

  @Test
  void zeroIsNeutral() {
    assertThat(LogMath.logAdd(LogMath.ZERO, -3f)).isEqualTo(-3f);
    assertThat(LogMath.logAdd(-3f, LogMath.ZERO)).isEqualTo(-3f);
    assertThat(LogMath.logAdd(LogMath.ZERO, LogMath.ZERO)).isEqualTo(LogMath.ZERO);
    assertThat(LogMath.logAdd(Double.NaN, 1)).isNaN();
  }

  @Test
  void sumsARange() {
    float[] x = {99, -1, -2, LogMath.ZERO, -3, 99};
    double expected = Math.log(Math.exp(-1) + Math.exp(-2) + Math.exp(-3));
    assertThat(LogMath.logSumExp(x, 1, 4)).isCloseTo((float) expected, within(1e-6f));
    assertThat(LogMath.logSumExp(x, 3, 1)).isEqualTo(LogMath.ZERO);
    assertThat(LogMath.logSumExp(x, 0, 0)).isEqualTo(LogMath.ZERO);
  }
}
