package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.feature.FeatureOptions.Normalization;
import org.junit.jupiter.api.Test;

class FeaturePipelineTest {
  private static final MfccOptions MFCC =
      new MfccOptions(FrameOptions.DEFAULT, new MelOptions(23, 20, 0), 13, 22, true);

  @Test
  void isFrontEndThenNormalizeAndStack() {
    AudioClip clip = Signals.clip(Signals.rich(16_500, 1));
    for (Normalization normalization : Normalization.values()) {
      for (int order = 0; order <= 2; order++) {
        FeaturePipeline pipeline =
            new FeaturePipeline(new FeatureOptions(MFCC, order, 2, normalization, 3, 2));
        FeatureMatrix frames = pipeline.frontEnd().extract(clip);
        assertThat(frames.dim()).isEqualTo(13 * (order + 1));
        FeatureMatrix whole = pipeline.extract(clip);
        assertThat(whole.dim()).isEqualTo(pipeline.dim()).isEqualTo(pipeline.options().dim());
        assertThat(whole.data()).isEqualTo(pipeline.normalizeAndStack(frames).data());
      }
    }
  }

  @Test
  void stagesFollowTheRecipesOrder() {
    AudioClip clip = Signals.clip(Signals.rich(9_000, 2));
    FeatureOptions options = new FeatureOptions(MFCC, 1, 3, Normalization.MEAN_VARIANCE, 4, 3);
    FeatureMatrix frames = new Deltas(13, 1, 3).apply(new MfccExtractor(MFCC).extract(clip));
    FeatureMatrix normalized =
        FeatureNormalizer.normalizeUtterance(frames, Normalization.MEAN_VARIANCE);
    assertThat(new FeaturePipeline(options).extract(clip).data())
        .isEqualTo(new FrameStacker(26, 4, 3).apply(normalized).data());
  }

  @Test
  void defaultIs120ValuesEvery30Milliseconds() {
    FeaturePipeline pipeline = new FeaturePipeline(FeatureOptions.DEFAULT);
    assertThat(pipeline.sampleRateHz()).isEqualTo(16_000);
    assertThat(pipeline.dim()).isEqualTo(120);
    assertThat(pipeline.options().frameShiftSeconds()).isEqualTo(0.03);
    assertThat(pipeline.extract(Signals.clip(new float[16_000])).frames()).isEqualTo(34);
  }

  @Test
  void logMelFrontEnd() {
    FeatureOptions options =
        new FeatureOptions(FbankOptions.DEFAULT, 0, 2, Normalization.NONE, 1, 1);
    AudioClip clip = Signals.clip(Signals.rich(5_000, 3));
    assertThat(new FeaturePipeline(options).extract(clip).data())
        .isEqualTo(new FbankExtractor(FbankOptions.DEFAULT).extract(clip).data());
  }

  @Test
  void withoutNormalizationFramesComeOutAsTheyArrive() {
    FeatureStream live =
        new FeaturePipeline(new FeatureOptions(MFCC, 0, 2, Normalization.NONE, 3, 3)).newStream();
    // Frames 0, 1 and 2 end at samples 280, 440 and 600.
    assertThat(live.accept(new float[599], 0, 599).frames()).isZero();
    assertThat(live.accept(new float[1], 0, 1).frames()).isEqualTo(1);
    FeatureStream whole =
        new FeaturePipeline(new FeatureOptions(MFCC, 0, 2, Normalization.MEAN, 3, 3)).newStream();
    assertThat(whole.accept(new float[600], 0, 600).frames()).isZero();
    assertThat(whole.finish().frames()).isEqualTo(2);
  }

  @Test
  void refusesOtherWidths() {
    FeaturePipeline pipeline = new FeaturePipeline(FeatureOptions.DEFAULT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pipeline.normalizeAndStack(FeatureMatrix.empty(13)))
        .withMessage("dim: 13 (expected: 40)");
  }
}
