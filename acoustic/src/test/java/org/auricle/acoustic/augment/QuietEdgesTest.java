package org.auricle.acoustic.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietEdgesTest {
  private static final int RATE = 8_000;
  private static final int KEPT = 1_200; // 0.15 s

  @ParameterizedTest
  @CsvSource({"0.5, 0.5", "0, 0", "2, 0.25", "0.1, 3"})
  void quietIsAsLongAsAskedAndSpeechStays(double before, double behind) {
    float[] speech = noise(4_000, 0.1, 1);
    float[] recording = padded(4_960, speech, 12_000);
    float[] redrawn = redraw(recording, before, behind);
    assertThat(redrawn.length)
        .isEqualTo((int) ((before + behind) * RATE) + 2 * KEPT + speech.length);
    int at = (int) (before * RATE) + KEPT;
    assertThat(Arrays.copyOfRange(redrawn, at, at + speech.length)).isEqualTo(speech);
    assertThat(rms(redrawn, 0, at)).isCloseTo(0.001, within(1e-4));
    assertThat(rms(redrawn, at + speech.length, redrawn.length)).isCloseTo(0.001, within(1e-4));
  }

  @Test
  void theRecordingsOwnQuietRunsAwayFromSpeechAndBack() {
    float[] recording = padded(4_960, noise(4_000, 0.1, 1), 4_960);
    int from = 4_960 - KEPT;
    float[] redrawn = redraw(recording, 1, 1); // more than the 3,760 samples that there are
    float[] before = Arrays.copyOfRange(redrawn, 0, 8_000);
    for (int i = 0; i < from; i++) {
      assertThat(before[7_999 - i]).isEqualTo(recording[from - 1 - i]);
      assertThat(before[7_999 - from - i]).isEqualTo(recording[i]);
    }
    int to = recording.length - from;
    for (int i = 0; i < from; i++) {
      assertThat(redrawn[redrawn.length - 8_000 + i]).isEqualTo(recording[to + i]);
    }
  }

  @Test
  void whatWasCutAtTheWordsIsFilledAsQuietlyAsItsQuietestMoment() {
    float[] recording = noise(4_000, 0.1, 1);
    System.arraycopy(noise(160, 0.02, 2), 0, recording, 1_600, 160);
    float[] redrawn = redraw(recording, 1, 0.5);
    assertThat(redrawn.length).isEqualTo(16_000);
    assertThat(Arrays.copyOfRange(redrawn, 8_000, 12_000)).isEqualTo(recording);
    assertThat(rms(redrawn, 0, 8_000)).isCloseTo(rms(recording, 1_600, 1_760), within(0.0005));
    assertThat(rms(redrawn, 12_000, 16_000))
        .isCloseTo(rms(recording, 1_600, 1_760), within(0.0005));
  }

  @Test
  void silenceAndNothingStayWhatTheyAre() {
    assertThat(redraw(new float[8_000], 0.1, 0.1).length).isEqualTo(9_600);
    assertThat(rms(redraw(new float[8_000], 0.1, 0.1), 0, 9_600)).isZero();
    assertThat(redraw(new float[0], 0.1, 0)).hasSize(800);
    assertThat(redraw(new float[3], 0, 0)).hasSize(3);
  }

  private static float[] redraw(float[] recording, double before, double behind) {
    return QuietEdges.redraw(recording, before, behind, RATE, new SplittableRandom(1));
  }

  private static float[] padded(int before, float[] speech, int behind) {
    float[] recording = noise(before + speech.length + behind, 0.001, 3);
    System.arraycopy(speech, 0, recording, before, speech.length);
    return recording;
  }

  private static float[] noise(int length, double rms, long seed) {
    float[] noise = ColoredNoise.white(length, new SplittableRandom(seed));
    for (int i = 0; i < length; i++) {
      noise[i] *= (float) rms;
    }
    return noise;
  }

  private static double rms(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i] * samples[i];
    }
    return from == to ? 0.001 : Math.sqrt(sum / (to - from));
  }
}
