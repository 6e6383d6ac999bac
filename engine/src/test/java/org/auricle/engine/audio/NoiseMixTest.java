package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseMixTest {
  private static final int RATE = 8_000;
  private static final AudioClip SPEECH = sine(4_000, 0.3, 0.01);
  private static final AudioClip NOISE = sine(1_500, 0.7, 0.31); // repeated twice and more

  @ParameterizedTest
  @ValueSource(doubles = {-5, 0, 7.5, 30})
  void whatIsAddedHasTheRatioToTheSpeech(double snrDb) {
    AudioClip mixed = NoiseMix.mix(SPEECH, NOISE, 1_400, snrDb);
    double speech = 0;
    double added = 0;
    for (int i = 0; i < mixed.samples().length; i++) {
      double noise = mixed.samples()[i] - SPEECH.samples()[i];
      speech += Math.pow(SPEECH.samples()[i], 2);
      added += noise * noise;
      double gain = (mixed.samples()[0] - SPEECH.samples()[0]) / NOISE.samples()[1_400];
      assertThat(noise).isEqualTo(gain * NOISE.samples()[(1_400 + i) % 1_500], within(1e-4));
    }
    assertThat(10 * Math.log10(speech / added)).isEqualTo(snrDb, within(0.01));
  }

  @Test
  void aPauseOfTheNoiseDoesNotBecomeARoar() {
    float[] bark = new float[8_000];
    bark[0] = 1; // then next to nothing
    for (int i = 1; i < bark.length; i++) {
      bark[i] = i % 2 == 0 ? 1e-6f : -1e-6f;
    }
    AudioClip mixed = NoiseMix.mix(SPEECH, new AudioClip(bark, RATE), 1, 0);
    float most = 0;
    for (int i = 0; i < 4_000; i++) {
      most = Math.max(most, Math.abs(mixed.samples()[i] - SPEECH.samples()[i]));
    }
    assertThat(most).isLessThan(1e-2f);
  }

  @Test
  void nothingIsAddedToSilenceOrOfSilence() {
    AudioClip silence = new AudioClip(new float[100], RATE);
    assertThat(NoiseMix.mix(silence, NOISE, 0, 0)).isSameAs(silence);
    assertThat(NoiseMix.mix(SPEECH, silence, 0, 0)).isSameAs(SPEECH);
    assertThat(NoiseMix.mix(SPEECH, new AudioClip(new float[0], RATE), 0, 0)).isSameAs(SPEECH);
  }

  @Test
  void anotherRateIsRefused() {
    assertThatThrownBy(() -> NoiseMix.mix(SPEECH, new AudioClip(new float[9], 16_000), 0, 0))
        .hasMessage("noise's rate: 16000 (expected: 8000)");
    assertThatThrownBy(() -> NoiseMix.mix(SPEECH, NOISE, 1_500, 0))
        .hasMessage("start: 1500 (expected: 0..1499)");
  }

  private static AudioClip sine(int length, double amplitude, double step) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (amplitude * Math.sin(step * i + 0.2));
    }
    return new AudioClip(samples, RATE);
  }
}
