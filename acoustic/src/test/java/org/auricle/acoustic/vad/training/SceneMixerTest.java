package org.auricle.acoustic.vad.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SceneMixerTest {
  private static final int RATE = 16_000;

  private static SceneMixer mixer() {
    return new SceneMixer(
        List.of(List.of(VoiceTrainerTest.word(1), VoiceTrainerTest.word(2))),
        List.of(VoiceTrainerTest.rumble(3)),
        4);
  }

  @Test
  void theSameLotGivesTheSameScene() {
    for (int seed = 0; seed < 20; seed++) {
      Scene scene = mixer().scene(new SplittableRandom(seed));
      Scene again = mixer().scene(new SplittableRandom(seed));
      assertThat(scene.samples()).isEqualTo(again.samples()).hasSize(4 * RATE);
      assertThat(scene.speech()).isEqualTo(again.speech()).hasSize(400);
    }
  }

  @Test
  void scenesAreWithAndWithoutSpeechAndNeverOutOfRange() {
    int spoken = 0;
    for (int seed = 0; seed < 200; seed++) {
      Scene scene = mixer().scene(new SplittableRandom(seed));
      for (float x : scene.samples()) {
        assertThat(x >= -1 && x <= 1).isTrue(); // and no NaN
      }
      for (boolean speech : scene.speech()) {
        if (speech) {
          spoken++;
          break;
        }
      }
    }
    assertThat(spoken).isBetween(70, 140);
  }

  @Test
  void targetsAreTheShareOfSpeechInEachWindow() {
    Scene scene = new Scene(new float[0], new boolean[] {false, true, true, true, true, false});
    assertThat(scene.targets(2, 3)).containsExactly(2 / 3f, 2 / 3f);
    assertThat(scene.targets(3, 2)).containsExactly(0.5f, 1, 0.5f);
  }

  @Test
  void musicAndNoiseAreDrawnAnewForEachLotAndFinite() {
    MusicSynthesizer music = new MusicSynthesizer(RATE);
    NoiseSynthesizer noise = new NoiseSynthesizer(RATE);
    for (int seed = 0; seed < 40; seed++) {
      float[] piece = music.play(8 * RATE, new SplittableRandom(seed));
      float peak = 0;
      for (float x : piece) {
        peak = Math.max(peak, Math.abs(x));
      }
      assertThat(peak).isEqualTo(1f);
      assertThat(piece).isNotEqualTo(music.play(8 * RATE, new SplittableRandom(seed + 1)));
      float[] hiss = noise.play(2 * RATE, new SplittableRandom(seed));
      assertThat(SignalEffects.rms(hiss)).isBetween(0.0999, 0.1001);
    }
  }
}
