package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HalfFloatTest {

  /** The definition: sign, exponent, fraction as arithmetic. */
  private static double value(int half) {
    int exponent = (half >>> 10) & 0x1f;
    int fraction = half & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> fraction * Math.pow(2, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> (1024 + fraction) * Math.pow(2, exponent - 25);
        };
    return (half & 0x8000) == 0 ? magnitude : -magnitude;
  }

  @Test
  void everyHalfHasItsValueAndComesBack() {
    for (int half = 0; half < 1 << 16; half++) {
      float actual = HalfFloat.toFloat((short) half);
      assertThat((double) actual).as("%04x", half).isEqualTo(Double.valueOf(value(half)));
      if (!Float.isNaN(actual)) {
        assertThat(HalfFloat.fromFloat(actual) & 0xffff).as("%04x", half).isEqualTo(half);
      } else {
        assertThat(HalfFloat.toFloat(HalfFloat.fromFloat(actual))).isNaN();
      }
    }
  }

  @Test
  void roundsToTheNearestAndTiesToEven() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 200_000; n++) {
      float x = Float.intBitsToFloat(random.nextInt());
      if (Float.isNaN(x) || Math.abs(x) >= 65_520) {
        continue;
      }
      requireNearest(x);
      requireNearest((float) ((random.nextDouble() - 0.5) * Math.pow(2, random.nextInt(-26, 17))));
    }
    for (int half = 0; half < 0x7bff; half++) { // every tie
      requireNearest((float) ((value(half) + value(half + 1)) / 2));
    }
    assertThat(HalfFloat.fromFloat(65_519f)).isEqualTo((short) 0x7bff);
    assertThat(HalfFloat.fromFloat(65_520f)).isEqualTo((short) 0x7c00);
    assertThat(HalfFloat.fromFloat(-1e9f)).isEqualTo((short) 0xfc00);
  }

  private static void requireNearest(float x) {
    int half = HalfFloat.fromFloat(x) & 0xffff;
    double error = Math.abs(value(half) - x);
    int magnitude = half & 0x7fff;
    for (int neighbour : new int[] {magnitude - 1, magnitude + 1}) {
      if (neighbour >= 0 && neighbour < 0x7c00) {
        double other = Math.abs(value((half & 0x8000) | neighbour) - x);
        assertThat(error).as("%s -> %04x", x, half).isLessThanOrEqualTo(other);
        if (error == other) {
          assertThat(half & 1).as("tie of %s", x).isZero();
        }
      }
    }
  }
}
