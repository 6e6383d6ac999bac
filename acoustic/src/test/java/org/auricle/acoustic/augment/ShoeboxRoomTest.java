package org.auricle.acoustic.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShoeboxRoomTest {
  private static final int RATE = 16_000;
  private static final double[] SIZE = {6, 4, 3};

  @Test
  void withoutWallsThereIsTheDirectSoundAlone() {
    ShoeboxRoom room = new ShoeboxRoom(SIZE, new double[6]);
    for (double metres : new double[] {0.5, 1, 2, 4}) {
      float[] response =
          room.response(new double[] {1, 2, 1}, new double[] {1 + metres, 2, 1}, RATE, 400);
      int sample = (int) Math.round(metres / 343 * RATE);
      for (int i = 0; i < response.length; i++) {
        double expected = i == sample ? 1 / (4 * Math.PI * metres) : 0;
        assertThat((double) response[i]).isCloseTo(expected, within(1e-8));
      }
    }
  }

  /**
   * Two walls, at x = 0 and at x = L, are two parallel mirrors: after k reflections the path's
   * length along x is 2 m L + (x - x'), or 2 m L + or - (x + x'), by counting bounces one after the
   * other, in the two ways to begin.
   */
  @Test
  void twoWallsGiveTheEchoesOfParallelMirrors() {
    double left = 0.9;
    double right = 0.5;
    ShoeboxRoom room = new ShoeboxRoom(SIZE, new double[] {left, right, 0, 0, 0, 0});
    double from = 1.3;
    double to = 4.1;
    Map<Integer, Double> expected = new TreeMap<>();
    for (boolean leftFirst : new boolean[] {true, false}) {
      double gain = 1;
      double place = from; // of the image in the unfolded corridor
      boolean isLeft = leftFirst;
      for (int k = 0; k < 40; k++) {
        if (k > 0 || leftFirst) { // the direct sound once
          double metres = Math.abs(place - to);
          int sample = (int) Math.round(metres / 343 * RATE);
          expected.merge(sample, gain / (4 * Math.PI * metres), Double::sum);
        }
        place = isLeft ? -place : 2 * SIZE[0] - place;
        gain *= isLeft ? left : right;
        isLeft = !isLeft;
      }
    }
    float[] response =
        room.response(new double[] {from, 2, 1.5}, new double[] {to, 2, 1.5}, RATE, 8_000);
    for (int i = 0; i < response.length; i++) {
      double value = expected.getOrDefault(i, 0.0);
      assertThat((double) response[i]).as("sample %d", i).isCloseTo(value, within(1e-7));
    }
  }

  @Test
  void sourceAndMicrophoneMayChangePlaces() {
    ShoeboxRoom room = new ShoeboxRoom(SIZE, new double[] {0.9, 0.5, 0.7, 0.8, 0.6, 0.3});
    double[] a = {1.1, 0.7, 1.6};
    double[] b = {4.2, 3.1, 0.9};
    float[] there = room.response(a, b, RATE, 2_000);
    float[] back = room.response(b, a, RATE, 2_000);
    for (int i = 0; i < there.length; i++) {
      assertThat(there[i]).isCloseTo(back[i], within(1e-6f));
    }
  }

  /** Schroeder's backward integration of the response itself, its fall from -5 to -35 dB. */
  @ParameterizedTest
  @CsvSource({
    "6, 4, 3, 0.3",
    "6, 4, 3, 0.6",
    "2.5, 2, 2.2, 0.15",
    "9, 7, 2.4, 0.5",
    "9, 3, 3, 0.4",
    "4, 4, 4, 0.2"
  })
  void theEnergyFallsAsFastAsAsked(double x, double y, double z, double seconds) {
    ShoeboxRoom room = ShoeboxRoom.withReverberation(new double[] {x, y, z}, seconds);
    float[] response =
        room.response(
            new double[] {0.31 * x, 0.43 * y, 0.37 * z},
            new double[] {0.72 * x, 0.61 * y, 0.55 * z},
            RATE,
            (int) (1.5 * seconds * RATE));
    ShoeboxRoom.highPass(response, RATE);
    assertThat(reverberation(response)).isCloseTo(seconds, within(0.12 * seconds));
  }

  static double reverberation(float[] response) {
    double[] toCome = new double[response.length + 1];
    for (int i = response.length - 1; i >= 0; i--) {
      toCome[i] = toCome[i + 1] + (double) response[i] * response[i];
    }
    return 2.0 * (fallenTo(toCome, -35) - fallenTo(toCome, -5)) / RATE;
  }

  private static int fallenTo(double[] toCome, double decibels) {
    int i = 0;
    while (toCome[i] > toCome[0] * Math.pow(10, decibels / 10)) {
      i++;
    }
    return i;
  }

  @Test
  void wallsThatGiveMoreThanTheyGetAreRefused() {
    assertThatThrownBy(() -> new ShoeboxRoom(SIZE, new double[] {1.1, 0, 0, 0, 0, 0}))
        .hasMessage("reflection (expected: 0..1)");
  }
}
