package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;

import org.auricle.engine.math.LogMath;
import org.junit.jupiter.api.Test;

class FastLogTest {

  @Test
  void isNeverAboveTheTruthAndHardlyBelow() {
    for (double distance = 0; distance < 60; distance += 0.001) {
      double truth = LogMath.logAdd(-100, -100 - distance);
      for (double sum :
          new double[] {FastLog.add(-100, -100 - distance), FastLog.add(-100 - distance, -100)}) {
        assertThat(truth - sum).isBetween(0.0, FastLog.ERROR);
      }
    }
  }

  @Test
  void knowsZero() {
    double zero = LogMath.ZERO;
    assertThat(FastLog.add(zero, zero)).isEqualTo(zero);
    assertThat(FastLog.add(zero, -3)).isEqualTo(-3);
    assertThat(FastLog.add(-3, zero)).isEqualTo(-3);
  }
}
