package org.auricle.acoustic.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConnectedSpeechTest {
  @Test
  void partsStayAsTheyAreAndPausesAreAsQuietAsTheQuietestMoment() {
    float[] loud = new float[4_000];
    Arrays.fill(loud, 0.5f);
    float[] withPause = loud.clone();
    Arrays.fill(withPause, 1_000, 3_000, 0.01f);
    int[] pauses = {20_000, 100};
    float[] joined =
        ConnectedSpeech.join(
            List.of(loud, withPause, loud), pauses, 16_000, new SplittableRandom(1));
    assertThat(joined).hasSize(32_100);
    assertThat(Arrays.copyOfRange(joined, 0, 4_000)).isEqualTo(loud);
    assertThat(Arrays.copyOfRange(joined, 24_000, 28_000)).isEqualTo(withPause);
    assertThat(Arrays.copyOfRange(joined, 28_100, 32_100)).isEqualTo(loud);
    double power = 0;
    for (int i = 4_000; i < 24_000; i++) {
      power += joined[i] * joined[i] / 20_000;
    }
    assertThat(Math.sqrt(power)).isCloseTo(0.01, within(0.0005));
  }

  @Test
  void aPartShorterThanAWindowIsMeasuredAsAWhole() {
    float[] joined =
        ConnectedSpeech.join(
            List.of(new float[] {0.1f}, new float[0]),
            new int[] {3},
            16_000,
            new SplittableRandom(1));
    assertThat(joined).hasSize(4).startsWith(0.1f, 0f, 0f, 0f); // nothing is as quiet as silence
  }
}
