package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.auricle.engine.audio.AudioClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocalTractWarpTest {
  private static final FbankOptions OPTIONS =
      new FbankOptions(FrameOptions.DEFAULT, new MelOptions(40, 20, -400));

  @ParameterizedTest
  @ValueSource(doubles = {0.8, 0.9, 1.0, 1.1, 1.2})
  void scalesFormantsKeepsTheEndsAndNeverFolds(double factor) {
    VocalTractWarp warp = new VocalTractWarp(factor);
    assertThat(warp.apply(0, 8_000)).isZero();
    assertThat(warp.apply(8_000, 8_000)).isCloseTo(8_000, within(1e-9));
    assertThat(warp.apply(1_000, 8_000)).isCloseTo(1_000 * factor, within(1e-9));
    double before = -1;
    for (double hertz = 0; hertz <= 8_000; hertz += 10) {
      double now = warp.apply(hertz, 8_000);
      assertThat(now).isGreaterThan(before).isLessThan(before + 25);
      before = now;
    }
  }

  @Test
  void aWarpedExtractorHearsAToneAsAnUnwarpedOneHearsALowerTone() {
    FeatureMatrix warped =
        FbankExtractor.warped(OPTIONS, new VocalTractWarp(1.1)).extract(tone(1_650));
    FeatureMatrix plain = new FbankExtractor(OPTIONS).extract(tone(1_500));
    assertThat(loudestBand(warped)).isEqualTo(loudestBand(plain));
  }

  @Test
  void aFactorOfOneChangesNothing() {
    FeatureMatrix warped = FbankExtractor.warped(OPTIONS, new VocalTractWarp(1)).extract(tone(900));
    float[] plain = new FbankExtractor(OPTIONS).extract(tone(900)).data();
    for (int i = 0; i < plain.length; i++) {
      assertThat(warped.data()[i]).isCloseTo(plain[i], within(1e-3f));
    }
  }

  @Test
  void refusesAnAbsurdFactor() {
    assertThatThrownBy(() -> new VocalTractWarp(3)).hasMessage("factor: 3.0 (expected: 0.5..1.5)");
  }

  private static AudioClip tone(double hertz) {
    float[] samples = new float[8_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / 16_000));
    }
    return new AudioClip(samples, 16_000);
  }

  private static int loudestBand(FeatureMatrix logMel) {
    int best = 0;
    int row = logMel.frames() / 2 * logMel.dim();
    for (int b = 1; b < logMel.dim(); b++) {
      if (logMel.data()[row + b] > logMel.data()[row + best]) {
        best = b;
      }
    }
    return best;
  }
}
