package org.auricle.engine.feature;

import java.util.Arrays;
import java.util.Objects;

/** Samples as frames of one value. A stream keeps nothing. */
final class WaveformExtractor implements FeatureExtractor {
  private final WaveformOptions options;

  WaveformExtractor(WaveformOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  @Override
  public int sampleRateHz() {
    return options.sampleRateHz();
  }

  @Override
  public int dim() {
    return options.dim();
  }

  @Override
  public FeatureStream newStream() {
    return new FeatureStream() {
      private long taken;
      private boolean finished;

      @Override
      public FeatureMatrix accept(float[] samples, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, samples.length);
        requireUnfinished();
        Samples.check(samples, offset, length, taken);
        taken += length;
        return new FeatureMatrix(Arrays.copyOfRange(samples, offset, offset + length), length, 1);
      }

      @Override
      public FeatureMatrix finish() {
        requireUnfinished();
        finished = true;
        return FeatureMatrix.empty(1);
      }

      private void requireUnfinished() {
        if (finished) {
          throw new IllegalStateException("the stream is finished");
        }
      }
    };
  }
}
