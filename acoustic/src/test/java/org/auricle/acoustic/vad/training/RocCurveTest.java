package org.auricle.acoustic.vad.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RocCurveTest {

  @Test
  void theAreaIsTheShareOfPairsInOrder() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 50; round++) {
      double[] with = scores(1 + random.nextInt(30), 0.2, random);
      double[] without = scores(1 + random.nextInt(30), 0, random);
      double pairs = 0;
      for (double a : with) {
        for (double b : without) {
          pairs += a > b ? 1 : a == b ? 0.5 : 0;
        }
      }
      double area = new RocCurve(with, without).area();
      assertThat(area).isCloseTo(pairs / (with.length * without.length), within(1e-12));
    }
  }

  private static double[] scores(int count, double shift, SplittableRandom random) {
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) {
      scores[i] = Math.round(10 * (random.nextDouble() + shift)) / 10.0; // with ties
    }
    return scores;
  }

  @Test
  void ratesAreCountedAtTheThreshold() {
    RocCurve curve = new RocCurve(new double[] {0.9, 0.5, 0.4, 0.1}, new double[] {0.5, 0.2, 0});
    assertThat(curve.missRate(0.5)).isEqualTo(0.5);
    assertThat(curve.falseAlarmRate(0.5)).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(curve.missRate(0)).isZero();
    assertThat(curve.falseAlarmRate(1)).isZero();
  }
}
