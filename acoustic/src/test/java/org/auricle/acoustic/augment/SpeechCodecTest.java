package org.auricle.acoustic.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.auricle.acoustic.augment.SpeechCodec.Telephone;
import org.auricle.engine.audio.AudioClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechCodecTest {
  private static final int RATE = 16_000;

  @ParameterizedTest
  @EnumSource(Telephone.class)
  void aTelephoneKeepsLengthAndPlaceAndDropsWhatIsHigh(Telephone coding) {
    AudioClip low = harmonics(200, 8_777);
    AudioClip heard = SpeechCodec.telephone(low, coding);
    assertThat(heard.samples()).hasSameSizeAs(low.samples());
    assertThat(bestShift(low.samples(), heard.samples())).isZero();
    double ratio = 10 * Math.log10(power(low.samples()) / power(difference(low, heard)));
    // 8 bits, logarithmic: 38 dB by the Recommendation (G.712), less what the filters take
    assertThat(ratio).isGreaterThan(coding == Telephone.LINEAR ? 40 : 30);
    AudioClip high = harmonics(5_500, 8_777);
    assertThat(power(SpeechCodec.telephone(high, coding).samples()))
        .isLessThan(1e-3 * power(high.samples()));
  }

  @Test
  void linesAtTheRateOfTelephonyAreCodedOnly() {
    AudioClip clip = new AudioClip(harmonics(300, 4_000).samples(), 8_000);
    assertThat(SpeechCodec.telephone(clip, Telephone.LINEAR).samples()).isEqualTo(clip.samples());
    AudioClip coded = SpeechCodec.telephone(clip, Telephone.A_LAW);
    assertThat(coded.samples()).isNotEqualTo(clip.samples());
    assertThat(SpeechCodec.telephone(coded, Telephone.A_LAW).samples()).isEqualTo(coded.samples());
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 32_000})
  void opusKeepsLengthAndPlace(int bitsPerSecond) {
    AudioClip clip = harmonics(220, 20_001);
    AudioClip heard = SpeechCodec.opus(clip, bitsPerSecond);
    assertThat(heard.samples()).hasSameSizeAs(clip.samples());
    assertThat(Math.abs(bestShift(clip.samples(), heard.samples()))).isLessThanOrEqualTo(8);
    assertThat(power(heard.samples()) / power(clip.samples())).isBetween(0.5, 1.5);
    assertThat(heard.samples()).isNotEqualTo(clip.samples());
    assertThat(SpeechCodec.opus(clip, bitsPerSecond).samples()).isEqualTo(heard.samples());
  }

  /** Found by search: one in a thousand such strings overflows the encoder's prediction. */
  @Test
  void aSoundOnWhichTheEncoderFailsStaysWhatItIs() {
    float[] plucked = new float[RATE];
    for (int i = 0; i < plucked.length; i++) {
      double x = 0;
      for (int k = 1; k <= 4; k++) {
        double envelope = Math.exp(-5.606603464004914 * k * (i % 4000) / RATE) / k;
        x += Math.sin(2 * Math.PI * 540.1909769504236 * k * i / RATE) * envelope;
      }
      plucked[i] = Math.round(Math.max(-32_768, Math.min(32_767, x * 20_000))) / 32_768f;
    }
    AudioClip clip = new AudioClip(plucked, RATE);
    assertThat(SpeechCodec.opus(clip, 20_000)).isSameAs(clip);
  }

  @Test
  void opusTakesRatesThatItDoesNotHave() {
    AudioClip clip = new AudioClip(harmonics(220, 11_025).samples(), 11_025);
    AudioClip heard = SpeechCodec.opus(clip, 16_000);
    assertThat(heard.sampleRate()).isEqualTo(11_025);
    assertThat(heard.samples()).hasSize(11_025);
  }

  /** A voice's harmonics, swelling and fading without a period in common. */
  private static AudioClip harmonics(double hertz, int samples) {
    SplittableRandom random = new SplittableRandom(1);
    float[] x = new float[samples];
    double swell = 0;
    for (int i = 0; i < samples; i++) {
      if (i % 800 == 0) {
        swell = random.nextDouble();
      }
      for (int k = 1; k <= 8 && k * hertz < 3_000 || k == 1; k++) {
        x[i] += (float) (0.1 * swell / k * Math.sin(2 * Math.PI * k * hertz * i / RATE));
      }
    }
    return new AudioClip(x, RATE);
  }

  /** Samples by which the second lies behind the first, by the largest correlation. */
  private static int bestShift(float[] a, float[] b) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int shift = -30; shift <= 30; shift++) {
      double sum = 0;
      for (int i = 30; i < a.length - 30; i++) {
        sum += a[i] * b[i + shift];
      }
      if (sum > most) {
        most = sum;
        best = shift;
      }
    }
    return best;
  }

  private static float[] difference(AudioClip a, AudioClip b) {
    float[] d = new float[a.samples().length];
    for (int i = 0; i < d.length; i++) {
      d[i] = a.samples()[i] - b.samples()[i];
    }
    return d;
  }

  private static double power(float[] x) {
    double sum = 0;
    for (float v : x) {
      sum += v * v;
    }
    return sum / x.length;
  }
}
