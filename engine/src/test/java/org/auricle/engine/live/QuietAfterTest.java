package org.auricle.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.RecentAudio;
import org.auricle.engine.live.LiveEvent.Cause;
import org.auricle.engine.recognition.EndpointOptions;
import org.junit.jupiter.api.Test;

/** Audio of twenty samples a second, each of which says which it is: 0, 1, 2 ... */
class QuietAfterTest {
  private static final int RATE = 20;
  private static final int QUIET = 16; // samples of 0.8 s
  private static final int MORE = 30; // samples of 1.5 s
  private static final EndpointOptions RULES =
      EndpointOptions.DEFAULT.withTrailingSilence(0.5).withPadding(0.3, 0.2);

  private final QuietAfter quiet = new QuietAfter(RULES, RATE);

  private static RecentAudio audio(int samples) {
    float[] numbers = new float[samples];
    for (int i = 0; i < samples; i++) {
      numbers[i] = i;
    }
    RecentAudio audio = new RecentAudio();
    audio.append(numbers, 0, samples);
    return audio;
  }

  /** Up or down from one number to another, and on to further ones. */
  private static float[] by(int first, int... turns) {
    List<Integer> all = new ArrayList<>(List.of(first));
    int at = first;
    for (int turn : turns) {
      if (at == turn) {
        all.add(at);
      }
      while (at != turn) {
        at += Integer.signum(turn - at);
        all.add(at);
      }
    }
    float[] numbers = new float[all.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = all.get(i);
    }
    return numbers;
  }

  private static float[] silent(QuietAfter quiet, RecentAudio audio, long start, long end) {
    return quiet
        .ended(audio, start, end, Cause.SILENCE, Double.NaN)
        .map(AudioClip::samples)
        .orElseThrow();
  }

  private float[] ended(RecentAudio audio, double speechEndSeconds) {
    return quiet
        .ended(audio, 7, audio.end(), Cause.END_OF_AUDIO, speechEndSeconds)
        .map(AudioClip::samples)
        .orElseThrow();
  }

  @Test
  void theSilenceThatEndedAnUtteranceIsHeardAndNothingBehindIt() {
    // speech up to 29, half a second of silence 30 .. 39
    assertThat(silent(quiet, audio(40), 7, 34)).isEqualTo(by(7, 39));
    assertThat(silent(quiet, audio(90), 7, 34)).isEqualTo(by(7, 39));
  }

  @Test
  void atTheEndOfTheAudioThereMayBeLittleSilenceAndMayBeNone() {
    // speech up to 29, as far as anybody knows
    assertThat(ended(audio(34), 1.5)).isEqualTo(by(7, 33));
    assertThat(ended(audio(30), 1.55)).isEqualTo(by(7, 29));
    assertThat(ended(audio(90), 1.5)).isEqualTo(by(7, 89));
  }

  @Test
  void silenceThatLastsIsHeardForNoLongerThanItTakes() {
    QuietAfter patient = new QuietAfter(RULES.withTrailingSilence(2), RATE);
    assertThat(silent(patient, audio(90), 7, 34)).isEqualTo(by(7, 29 + QUIET));
    EndpointOptions padded = RULES.withTrailingSilence(2).withPadding(0, 2);
    assertThat(silent(new QuietAfter(padded, RATE), audio(90), 7, 70))
        .as("but for padding that was asked for")
        .isEqualTo(by(7, 69));
  }

  @Test
  void whatWasCutHasNoQuiet() {
    assertThat(quiet.ended(audio(90), 7, 70, Cause.MAX_LENGTH, 2)).isEmpty();
  }

  @Test
  void aPauseIsHeardAsIfItWereASecondAndAHalf() {
    // speech up to 29, a fifth of a second of silence 30 .. 33
    float[] heard = quiet.pausing(audio(40), 7, 34, 0.2).samples();
    int[] turns = {33, 33, 32, 32, 33, 33, 32, 32, 33, 33, 32, 32, 33, 33, 32, 32, 33, 33, 32};
    assertThat(heard).startsWith(by(7, turns)).hasSize(30 + MORE - 7);
    // of a shorter pause there is less than the room's answer: nothing to make it of
    QuietAfter eager = new QuietAfter(RULES.withPause(0.1), RATE);
    assertThat(eager.pausing(audio(40), 7, 32, 0.1).samples()).isEqualTo(by(7, 31));
  }
}
