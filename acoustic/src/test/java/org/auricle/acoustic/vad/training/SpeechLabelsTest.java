package org.auricle.acoustic.vad.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpeechLabelsTest {
  private static final int RATE = 16_000;

  /** Faint noise, with tones in the place of words between the times given, seconds. */
  private static float[] recording(double seconds, double noise, double... words) {
    float[] samples =
        NoiseSynthesizer.white((int) (seconds * RATE), noise, new SplittableRandom(1));
    for (int w = 0; w < words.length; w += 2) {
      for (int i = (int) (words[w] * RATE); i < words[w + 1] * RATE; i++) {
        samples[i] += (float) (0.3 * Math.sin(i * 0.2));
      }
    }
    return samples;
  }

  private static void assertSpeech(boolean[] labels, double from, double to) {
    for (int i = (int) Math.round(from * 100); i < (int) Math.round(to * 100); i++) {
      assertThat(labels[i]).as("frame " + i).isTrue();
    }
  }

  private static void assertNone(boolean[] labels, double from, double to) {
    for (int i = (int) Math.round(from * 100); i < (int) Math.round(to * 100); i++) {
      assertThat(labels[i]).as("frame " + i).isFalse();
    }
  }

  @Test
  void wordsAreLabelledWithTheirEdgesAndShortGaps() {
    boolean[] labels = SpeechLabels.of(recording(3, 1e-3, 0.5, 0.9, 1.05, 1.3, 2, 2.4));
    assertThat(labels).hasSize(300);
    assertNone(labels, 0, 0.4);
    assertSpeech(labels, 0.47, 1.36);
    assertNone(labels, 1.45, 1.9);
    assertSpeech(labels, 1.97, 2.46);
    assertNone(labels, 2.55, 3);
  }

  @Test
  void howLoudItIsDoesNotMatter() {
    float[] samples = recording(2, 1e-3, 0.5, 1);
    boolean[] labels = SpeechLabels.of(samples);
    SignalEffects.amplify(samples, 0.05);
    assertThat(SpeechLabels.of(samples)).isEqualTo(labels);
  }

  @Test
  void aRecordingWithoutPausesIsSpeechThroughout() {
    assertSpeech(SpeechLabels.of(recording(1, 1e-3, 0, 1)), 0, 1);
  }

  @Test
  void clicksAreNoSpeech() {
    assertNone(SpeechLabels.of(recording(3, 1e-3, 0.5, 1, 2, 2.01)), 1.2, 3);
    assertThat(SpeechLabels.of(new float[0])).isEmpty();
    assertNone(SpeechLabels.of(new float[RATE]), 0, 1);
  }
}
