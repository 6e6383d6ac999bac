package org.auricle.engine.feature;

import java.util.Arrays;
import java.util.Objects;
import org.auricle.engine.feature.FeatureOptions.Normalization;

/**
 * The whole recipe of {@link FeatureOptions}: front end, deltas, normalisation, stacking.
 * Thread-safe.
 *
 * <p>A stream without normalisation lets frames out as they become complete and keeps a few frames.
 * With normalisation over the utterance all frames come out at its end; until then the stream keeps
 * them, unstacked: {@link FeatureOptions#frameDim()} floats a frame, 58 MB an hour for 40 values
 * every 10 ms.
 */
public final class FeaturePipeline implements FeatureExtractor {
  private final FeatureOptions options;
  private final FeatureExtractor frontEnd;
  private final FrameStacker stacker;

  /**
   * Builds the stages.
   *
   * @throws IllegalArgumentException if the filters do not fit the sampling rate
   */
  public FeaturePipeline(FeatureOptions options) {
    this.options = Objects.requireNonNull(options, "options");
    FeatureExtractor base = frontEnd(options.frontEnd());
    this.frontEnd =
        options.deltaOrder() == 0
            ? base
            : new TransformedExtractor(
                base, new Deltas(base.dim(), options.deltaOrder(), options.deltaWindow()));
    this.stacker = new FrameStacker(options.frameDim(), options.stack(), options.skip());
  }

  private static FeatureExtractor frontEnd(FrontEndOptions options) {
    if (options instanceof MfccOptions mfcc) {
      return new MfccExtractor(mfcc);
    }
    if (options instanceof ScaledFbankOptions scaled) {
      return new FbankExtractor(scaled);
    }
    if (options instanceof NemoOptions nemo) {
      return new NemoExtractor(nemo);
    }
    if (options instanceof WaveformOptions waveform) {
      return new WaveformExtractor(waveform);
    }
    return new FbankExtractor((FbankOptions) options);
  }

  /** The recipe. */
  public FeatureOptions options() {
    return options;
  }

  /** Front end with deltas; neither normalised nor stacked. */
  public FeatureExtractor frontEnd() {
    return frontEnd;
  }

  /**
   * The rest of the recipe, for a whole utterance: {@code extract(clip)} has the bits of {@code
   * normalizeAndStack(frontEnd().extract(clip))}.
   *
   * @param frames [frames x {@link FeatureOptions#frameDim()}]
   * @return [ceil(frames / skip) x {@link #dim()}]
   * @throws IllegalArgumentException if the width is another
   */
  public FeatureMatrix normalizeAndStack(FeatureMatrix frames) {
    frames.requireDim(options.frameDim());
    return stacker.apply(FeatureNormalizer.normalizeUtterance(frames, options.normalization()));
  }

  @Override
  public int sampleRateHz() {
    return frontEnd.sampleRateHz();
  }

  @Override
  public int dim() {
    return stacker.dim();
  }

  @Override
  public FeatureStream newStream() {
    return options.normalization() == Normalization.NONE
        ? new TransformedExtractor(frontEnd, stacker).newStream()
        : new UtteranceStream();
  }

  /** Keeps the frames until the utterance's statistics are known. */
  private final class UtteranceStream implements FeatureStream {
    private final FeatureStream source = frontEnd.newStream();
    private final FeatureMatrix none = FeatureMatrix.empty(dim());
    private float[] frames = new float[0];
    private int count; // frames kept

    @Override
    public FeatureMatrix accept(float[] samples, int offset, int length) {
      keep(source.accept(samples, offset, length));
      return none;
    }

    @Override
    public FeatureMatrix finish() {
      keep(source.finish());
      return normalizeAndStack(new FeatureMatrix(frames, count, options.frameDim()));
    }

    private void keep(FeatureMatrix more) {
      int used = count * more.dim();
      int added = more.frames() * more.dim();
      if (used + added > frames.length) {
        frames = Arrays.copyOf(frames, Math.max(used + added, used + used / 2));
      }
      System.arraycopy(more.data(), 0, frames, used, added);
      count += more.frames();
    }
  }
}
