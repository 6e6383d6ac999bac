package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.auricle.engine.feature.FeatureOptions.Normalization;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void defaultFrameIsKaldis() {
    assertThat(FrameOptions.DEFAULT)
        .isEqualTo(new FrameOptions(16_000, 25, 10, 0.97, true, WindowFunction.POVEY, false));
    assertThat(FrameOptions.DEFAULT.frameLength()).isEqualTo(400);
    assertThat(FrameOptions.DEFAULT.frameShift()).isEqualTo(160);
  }

  @Test
  void defaultFrontEnds() {
    assertThat(MfccOptions.DEFAULT)
        .isEqualTo(
            new MfccOptions(FrameOptions.DEFAULT, new MelOptions(40, 20, -400), 40, 22, false));
    assertThat(FbankOptions.DEFAULT)
        .isEqualTo(new FbankOptions(FrameOptions.DEFAULT, new MelOptions(80, 20, -400)));
    assertThat(FbankOptions.DEFAULT.mel().resolvedHighHz(8_000)).isEqualTo(7_600);
    assertThat(FeatureOptions.DEFAULT)
        .isEqualTo(
            new FeatureOptions(MfccOptions.DEFAULT, 0, 2, Normalization.MEAN_VARIANCE, 3, 3));
  }

  @Test
  void framesHoldSamples() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> frame(1_000, 25, 0.5))
        .withMessage("frameShiftMs: 0.5, 0 samples (expected: 1..8192 samples)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> frame(1_000, 1, 10))
        .withMessage("frameLengthMs: 1.0, 1 samples (expected: 2..8192 samples)");
    assertThatIllegalArgumentException().isThrownBy(() -> frame(16_000, 513, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> frame(16_000, 25, 513));
    assertThatIllegalArgumentException().isThrownBy(() -> frame(16_000, Double.NaN, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> frame(16_000, 25, -10));
    assertThatIllegalArgumentException().isThrownBy(() -> frame(999, 25, 10));
    assertThat(frame(16_000, 512, 512).frameLength()).isEqualTo(8_192);
  }

  private static FrameOptions frame(int rate, double length, double shift) {
    return new FrameOptions(rate, length, shift, 0.97, true, WindowFunction.POVEY, true);
  }
}
