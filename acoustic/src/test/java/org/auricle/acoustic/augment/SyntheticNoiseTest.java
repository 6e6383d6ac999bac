package org.auricle.acoustic.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SyntheticNoiseTest {
  private static final int SAMPLES = 1 << 16;

  @Test
  void allHaveMeanPowerOne() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(power(ColoredNoise.white(SAMPLES, random))).isCloseTo(1, within(0.02));
    assertThat(power(ColoredNoise.pink(SAMPLES, random))).isCloseTo(1, within(1e-4));
    assertThat(power(babble(random))).isCloseTo(1, within(1e-4));
  }

  /** Power in octaves, by naive transforms at a few frequencies of each. */
  @Test
  void whiteHasAsMuchInEachHertzAndPinkInEachOctave() {
    SplittableRandom random = new SplittableRandom(2);
    float[] white = ColoredNoise.white(SAMPLES, random);
    float[] pink = ColoredNoise.pink(SAMPLES, random);
    double whiteFall = 10 * Math.log10(density(white, 0.01) / density(white, 0.08));
    double pinkFall = 10 * Math.log10(density(pink, 0.01) / density(pink, 0.08));
    assertThat(whiteFall).isCloseTo(0, within(1.5));
    assertThat(pinkFall).isCloseTo(9, within(1.5)); // three octaves
  }

  @Test
  void babbleHasManyVoicesAndDependsOnTheSeedAlone() {
    float[] once = babble(new SplittableRandom(5));
    assertThat(babble(new SplittableRandom(5))).isEqualTo(once);
    int voices = 0;
    for (int voice = 0; voice < 10; voice++) {
      voices += density(once, frequency(voice)) > 1 ? 1 : 0;
    }
    assertThat(voices).isBetween(2, 8);
  }

  @Test
  void silentSpeechGivesSilentBabble() {
    Babble silent = new Babble(i -> new float[100 * i], 2);
    assertThat(silent.play(50, new SplittableRandom(1))).containsOnly(0f);
  }

  /** Ten speakers, each a tone. */
  private static float[] babble(SplittableRandom random) {
    Babble babble =
        new Babble(
            voice -> {
              float[] tone = new float[10_000];
              for (int i = 0; i < tone.length; i++) {
                tone[i] = (float) (0.01 * Math.sin(2 * Math.PI * frequency(voice) * i));
              }
              return tone;
            },
            10);
    return babble.play(SAMPLES, random);
  }

  private static double frequency(int voice) {
    return 0.01 + 0.02 * voice; // cycles a sample, each a whole number of them in a recording
  }

  /** Mean power a sample and cycle around a frequency. */
  private static double density(float[] x, double cycles) {
    double sum = 0;
    int lines = 64;
    for (int k = 0; k < lines; k++) {
      double f = cycles * (1 + 0.001 * (k - lines / 2.0));
      double re = 0;
      double im = 0;
      for (int i = 0; i < x.length; i++) {
        re += x[i] * Math.cos(2 * Math.PI * f * i);
        im += x[i] * Math.sin(2 * Math.PI * f * i);
      }
      sum += (re * re + im * im) / x.length / lines;
    }
    return sum;
  }

  private static double power(float[] x) {
    double sum = 0;
    for (float v : x) {
      sum += v * v;
    }
    return sum / x.length;
  }
}
