package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class WaveformExtractorTest {
  private static final FeaturePipeline PIPELINE =
      new FeaturePipeline(
          new FeatureOptions(
              WaveformOptions.DEFAULT, 0, 2, FeatureOptions.Normalization.NONE, 1, 1));

  @Test
  void samplesAreFrames() {
    float[] signal = Signals.rich(100, 1);
    FeatureMatrix frames = PIPELINE.extract(Signals.clip(signal));
    assertThat(frames.frames()).isEqualTo(100);
    assertThat(frames.dim()).isEqualTo(1);
    assertThat(frames.data()).isEqualTo(signal);
    assertThat(PIPELINE.options().frameShiftSeconds()).isEqualTo(1 / 16_000.0);
  }

  @Test
  void badSampleIsNamedAndAFinishedStreamTakesNothing() {
    FeatureStream stream = PIPELINE.newStream();
    stream.accept(new float[10], 0, 10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.accept(new float[] {0, 0, Float.NaN}, 1, 2))
        .withMessage("sample 11: NaN (expected: finite, nominally -1..1)");
    assertThat(stream.finish().frames()).isZero();
    assertThatIllegalStateException().isThrownBy(() -> stream.accept(new float[1], 0, 1));
    assertThatIllegalStateException().isThrownBy(stream::finish);
  }
}
