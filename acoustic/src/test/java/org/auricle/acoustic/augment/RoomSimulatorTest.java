package org.auricle.acoustic.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoomSimulatorTest {
  private static final int RATE = 16_000;

  @Test
  void theDirectSoundComesFirstAndAtFullLevel() {
    RoomSimulator simulator = new RoomSimulator(RATE, 0.1, 0.3, 3);
    for (int seed = 0; seed < 20; seed++) {
      float[] response = simulator.response(new SplittableRandom(seed));
      assertThat(response[0]).isEqualTo(1);
      assertThat(response.length).isBetween((int) (0.1 * RATE), (int) (0.3 * RATE));
      for (float x : response) {
        assertThat(x).isBetween(-3f, 3f);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameRoomAndAnotherAnother() {
    RoomSimulator simulator = new RoomSimulator(RATE, 0.2, 0.2, 2);
    float[] room = simulator.response(new SplittableRandom(1));
    assertThat(simulator.response(new SplittableRandom(1))).isEqualTo(room);
    assertThat(simulator.response(new SplittableRandom(2))).isNotEqualTo(room);
  }

  @Test
  void aWordStaysWhereItWas() {
    float[] word = new float[RATE];
    for (int i = 5_000; i < 6_000; i++) {
      word[i] = (float) Math.sin(0.3 * i);
    }
    float[] response = new RoomSimulator(RATE, 0.3, 0.3, 1).response(new SplittableRandom(4));
    float[] heard = Convolution.convolve(word, response);
    for (int i = 0; i < 5_000; i++) {
      assertThat(heard[i]).isCloseTo(0, within(1e-5f));
    }
    double energy = 0;
    for (int i = 5_000; i < 6_000; i++) {
      energy += heard[i] * heard[i];
    }
    assertThat(energy).isGreaterThan(100);
  }
}
