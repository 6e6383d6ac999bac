package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeaturePipeline;
import org.junit.jupiter.api.Test;

class QuietMarginTest {
  private static final double SHIFT = FeatureOptions.DEFAULT.frameShiftSeconds();
  private static final QuietMargin HALF = QuietMargin.of(0.5, SHIFT);

  @Test
  void isForWhatIsShorterThanASecond() {
    assertThat(HALF.isFor(7_999, 8_000)).isTrue();
    assertThat(HALF.isFor(8_000, 8_000)).isFalse();
    assertThat(HALF.isFor(0, 8_000)).isFalse();
    assertThat(QuietMargin.of(0, SHIFT).isFor(7_999, 8_000)).isFalse();
  }

  @Test
  void leavesTheRecordingAsItIsBetweenSofterEdges() {
    float[] samples = noise(4_000, 0.2);
    Arrays.fill(samples, 1_600, 1_760, 0.02f); // the softest 20 ms
    AudioClip wider = HALF.around(new AudioClip(samples, 8_000));
    int margin = (wider.samples().length - samples.length) / 2;
    assertThat(margin).isEqualTo(HALF.frames() * 240);
    assertThat(Arrays.copyOfRange(wider.samples(), margin, margin + samples.length))
        .isEqualTo(samples);
    double before = amplitude(Arrays.copyOf(wider.samples(), margin));
    assertThat(before).isBetween(0.006, 0.0066); // 10 dB below
    assertThat(HALF.around(new AudioClip(samples, 8_000)).samples()).isEqualTo(wider.samples());
  }

  @Test
  void isNeverDigitalSilence() {
    AudioClip wider = HALF.around(new AudioClip(new float[100], 16_000));
    double amplitude = amplitude(Arrays.copyOf(wider.samples(), HALF.frames() * 480));
    assertThat(amplitude * (1 << 15)).isBetween(0.95, 1.05);
  }

  @Test
  void addsWholeFramesAtAnyRateAndTakesThemAwayAgain() {
    FeaturePipeline features = new FeaturePipeline(FeatureOptions.DEFAULT);
    SplittableRandom random = new SplittableRandom(3);
    for (int rate : new int[] {8_000, 16_000, 44_100, 48_000}) {
      for (int i = 0; i < 20; i++) {
        AudioClip clip = new AudioClip(noise(random.nextInt(rate / 10, rate), 0.1), rate);
        int own = features.extract(Resampler.resample(clip, 16_000)).frames();
        AudioClip heard = Resampler.resample(HALF.around(clip), 16_000);
        int all = features.extract(heard).frames();
        LogPosteriors within = HALF.within(numbered(all));
        assertThat(within.frames())
            .as("%d samples at %d Hz", clip.samples().length, rate)
            .isEqualTo(own);
        assertThat(within.logProbs()[0]).isEqualTo(HALF.frames());
      }
    }
  }

  @Test
  void refusesALengthThatIsNone() {
    for (double seconds : new double[] {-0.1, 11, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> QuietMargin.of(seconds, SHIFT))
          .withMessage("quietSeconds: " + seconds + " (expected: 0..10.0)");
    }
  }

  /** Each row says which it is. */
  private static LogPosteriors numbered(int frames) {
    float[] rows = new float[2 * frames];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i / 2;
    }
    return new LogPosteriors(rows, frames, 2, SHIFT);
  }

  private static float[] noise(int samples, double most) {
    SplittableRandom random = new SplittableRandom(samples);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) random.nextDouble(-most, most);
    }
    return noise;
  }

  private static double amplitude(float[] samples) {
    double sum = 0;
    for (float x : samples) {
      sum += x * x;
    }
    return Math.sqrt(sum / samples.length);
  }
}
