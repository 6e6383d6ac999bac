package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.SpeechGate.Verdict;
import org.junit.jupiter.api.Test;

/**
 * With a detector that has a window for each sample, 50 ms long, and says of it what the lesser of
 * the sample and the one before says: it is late by one.
 */
class SpeechGateTest {
  private static final int RATE = 20;

  private static final class Late implements VoiceActivityDetector {
    int heard;

    @Override
    public VoiceProbabilities newProbabilities(int sampleRateHz) {
      return new VoiceProbabilities() {
        private float before;

        @Override
        public double windowSeconds() {
          return 0.05;
        }

        @Override
        public float[] accept(float[] samples, int offset, int length) {
          heard += length;
          float[] probabilities = new float[length];
          for (int i = 0; i < length; i++) {
            probabilities[i] = Math.min(before, samples[offset + i]);
            before = samples[offset + i];
          }
          return probabilities;
        }

        @Override
        public float[] finish() {
          return new float[0];
        }
      };
    }

    @Override
    public void close() {}
  }

  /** More than a second of silence, then samples. */
  private static boolean opensAfterSilence(float... samples) {
    float[] all = new float[30 + samples.length];
    System.arraycopy(samples, 0, all, 30, samples.length);
    return SpeechGate.opens(new Late(), new AudioClip(all, RATE));
  }

  private static boolean opens(float... samples) {
    return SpeechGate.opens(new Late(), new AudioClip(samples, RATE));
  }

  @Test
  void aTenthOfASecondOpensItAndClicksDoNot() {
    assertThat(opensAfterSilence(1, 1, 0)).isFalse(); // one window
    assertThat(opensAfterSilence(1, 1, 1, 0)).isTrue();
    assertThat(opensAfterSilence(0.69f, 0.69f, 0.69f, 0)).isFalse(); // starts at 0.7
    assertThat(opensAfterSilence(0.71f, 0.71f, 0.56f, 0)).isTrue(); // goes on at 0.55
    assertThat(opensAfterSilence(0.71f, 0.71f, 0.54f, 0)).isFalse();
    assertThat(opensAfterSilence(1, 1, 0, 1, 1, 0, 1, 1, 0)).isFalse();
    assertThat(opensAfterSilence()).isFalse();
  }

  @Test
  void lessCertaintyThatLastsOpensItToAGrammar() {
    assertThat(opensToAGrammar(0.35f, 5)).isTrue(); // one less than that is heard, 0.2 s
    assertThat(opensToAGrammar(0.35f, 4)).isFalse();
    assertThat(opensToAGrammar(0.25f, 20)).isFalse();
    assertThat(opensToAGrammar(0.75f, 3)).isTrue(); // as to anything
    assertThat(opensToAGrammar(0.75f, 2)).isFalse();
  }

  private static boolean opensToAGrammar(float certainty, int windows) {
    float[] samples = new float[60];
    Arrays.fill(samples, 30, 30 + windows, certainty);
    return SpeechGate.opens(new Late(), new AudioClip(samples, RATE), true);
  }

  @Test
  void lessCertaintyOpensItToLessThanASecond() {
    assertThat(opens(0, 1, 1, 1, 0)).isTrue();
    assertThat(opens(0.4f, 0.4f, 0.4f)).isTrue();
    assertThat(opens(0.39f, 0.39f, 0.39f)).isFalse();
    assertThat(opens(0, 0.5f, 0.5f, 0, 0.5f, 0.5f)).isFalse();
    assertThat(opens()).isFalse();
    assertThat(opens(0)).isFalse();
    float[] second = new float[RATE];
    Arrays.fill(second, 5, 8, 0.5f);
    assertThat(opens(second)).isTrue();
    assertThat(opens(Arrays.copyOf(second, RATE + 1))).isFalse();
  }

  @Test
  void chunksDoNotMatter() {
    for (int length = 1; length <= 20; length++) {
      SpeechGate gate = new SpeechGate(new Late(), RATE);
      float[] samples = new float[length];
      Arrays.fill(samples, length / 2, Math.min(length, length / 2 + 3), 0.5f);
      for (float sample : samples) {
        assertThat(gate.accept(new float[] {9, sample}, 1, 1)).isFalse();
      }
      assertThat(gate.finish()).as("length " + length).isEqualTo(opens(samples));
    }
  }

  @Test
  void onceOpenItStaysOpenAndListensNoMore() {
    Late detector = new Late();
    SpeechGate gate = new SpeechGate(detector, RATE);
    float[] speech = {1, 1, 1, 1, 1};
    assertThat(gate.accept(speech, 0, 2)).isFalse();
    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.accept(speech, 2, 3)).isTrue();
    assertThat(gate.accept(new float[100], 0, 100)).isTrue();
    assertThat(gate.finish()).isTrue();
    assertThat(detector.heard).isEqualTo(5);
  }

  @Test
  void ofWhatIsRefusedOnlyASureReadingIsKept() {
    Transcript sure = transcript("five", 0.8);
    Transcript unsure = transcript("five", Math.nextDown(0.8));
    assertThat(SpeechGate.admit(sure, () -> Verdict.NONE)).isSameAs(sure);
    assertThat(SpeechGate.admit(unsure, () -> Verdict.NONE)).isEqualTo(Transcript.empty(2));
    assertThat(SpeechGate.admit(unsure, () -> Verdict.SPEECH)).isSameAs(unsure);
    assertThat(SpeechGate.admit(transcript("", 0.99), () -> Verdict.NONE))
        .isEqualTo(Transcript.empty(2));
  }

  @Test
  void aShortReadingNeedBeLessSure() {
    assertThat(SpeechGate.admit(transcript("five", 0.5, 0.99), () -> Verdict.NONE).text())
        .isEqualTo("five");
    double below = Math.nextDown(0.5);
    assertThat(SpeechGate.admit(transcript("five", below, 0.99), () -> Verdict.NONE).text())
        .isEmpty();
    assertThat(SpeechGate.admit(transcript("five", 0.5, 1), () -> Verdict.NONE).text()).isEmpty();
  }

  @Test
  void inDoubtAReadingThatSaysMuchIsKept() {
    assertThat(SpeechGate.admit(transcript("facts of life", 0), () -> Verdict.DOUBT).text())
        .isEmpty(); // eleven letters
    assertThat(SpeechGate.admit(transcript("facts of lives", 0), () -> Verdict.DOUBT).text())
        .isEqualTo("facts of lives");
    assertThat(SpeechGate.admit(transcript("facts of lives", 0), () -> Verdict.NONE).text())
        .isEmpty();
    String again = "da da da da da da da da de";
    assertThat(SpeechGate.admit(transcript(again, 0), () -> Verdict.DOUBT).text()).isEmpty();
  }

  @Test
  void lessCertaintyThatLastsLeavesDoubtWithoutAGrammar() {
    assertThat(verdict(0.35f, 5)).isEqualTo(Verdict.DOUBT); // one less than that is heard, 0.2 s
    assertThat(verdict(0.35f, 4)).isEqualTo(Verdict.NONE);
    assertThat(verdict(0.25f, 20)).isEqualTo(Verdict.NONE);
    assertThat(verdict(0.75f, 3)).isEqualTo(Verdict.SPEECH);
    assertThat(verdict(0.75f, 2)).isEqualTo(Verdict.NONE);
  }

  private static Verdict verdict(float certainty, int windows) {
    float[] samples = new float[60];
    Arrays.fill(samples, 30, 30 + windows, certainty);
    return SpeechGate.verdict(new Late(), new AudioClip(samples, RATE), false);
  }

  @Test
  void theDetectorIsNotAskedWhereItDoesNotMatter() {
    for (Transcript transcript : List.of(transcript("five", 0.8), Transcript.empty(2))) {
      assertThat(
              SpeechGate.admit(
                  transcript,
                  () -> {
                    throw new AssertionError(transcript);
                  }))
          .isSameAs(transcript);
    }
  }

  private static Transcript transcript(String text, double confidence) {
    return transcript(text, confidence, 2);
  }

  /** With a second reading, which does not count. */
  private static Transcript transcript(String text, double confidence, double seconds) {
    return new Transcript(
        List.of(
            new Transcript.Alternative(text, List.of(), confidence, -1),
            new Transcript.Alternative("nine", List.of(), 1, -2)),
        seconds);
  }

  @Test
  void speechBeforeACutOfLongUtterancesCounts() {
    int windows = (int) Math.ceil(3 * EndpointOptions.DEFAULT.maxUtterance() / 0.05);
    float[] samples = new float[windows];
    Arrays.fill(samples, 40, 50, 1f);
    assertThat(opens(samples)).isTrue();
    assertThat(opens(new float[windows])).isFalse();
  }
}
