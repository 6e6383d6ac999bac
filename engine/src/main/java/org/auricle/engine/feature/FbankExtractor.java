package org.auricle.engine.feature;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * Log-mel filterbank features, equal to Kaldi's {@code compute-fbank-feats} without dither. A
 * stream keeps at most one frame and 4096 samples.
 */
public final class FbankExtractor implements FeatureExtractor {
  private final FbankOptions options;
  private final double scale;
  private final float[] window; // [frame length]
  private final MelFilterBank melBank;

  /**
   * Prepares the window and the filters.
   *
   * @throws IllegalArgumentException if the filters do not fit the sampling rate
   */
  public FbankExtractor(FbankOptions options) {
    this(options, ScaledFbankOptions.KALDI_SCALE, DoubleUnaryOperator.identity());
  }

  /**
   * Prepares an extractor for samples in another range.
   *
   * @throws IllegalArgumentException if the filters do not fit the sampling rate
   */
  public FbankExtractor(ScaledFbankOptions options) {
    this(options.fbank(), options.scale(), DoubleUnaryOperator.identity());
  }

  private FbankExtractor(FbankOptions options, double scale, DoubleUnaryOperator warpMel) {
    this.options = Objects.requireNonNull(options, "options");
    this.scale = scale;
    FrameOptions frame = options.frame();
    this.window = frame.window().values(frame.frameLength());
    this.melBank =
        new MelFilterBank(options.mel(), frame.sampleRateHz(), LogMelFrame.fftSize(frame), warpMel);
  }

  /**
   * An extractor that hears a speaker with another vocal tract: the filters lie on a warped
   * frequency axis. Training uses it to vary its data.
   *
   * @throws IllegalArgumentException as the constructor
   */
  public static FbankExtractor warped(FbankOptions options, VocalTractWarp warp) {
    double nyquist = 0.5 * options.frame().sampleRateHz();
    return new FbankExtractor(
        options,
        ScaledFbankOptions.KALDI_SCALE,
        mel -> MelFilterBank.mel(warp.apply(MelFilterBank.hertz(mel), nyquist)));
  }

  /** The recipe. */
  public FbankOptions options() {
    return options;
  }

  @Override
  public int sampleRateHz() {
    return options.frame().sampleRateHz();
  }

  @Override
  public int dim() {
    return options.dim();
  }

  @Override
  public FeatureStream newStream() {
    return new FrontEndStream(Framing.of(options.frame(), scale), dim(), newFrame());
  }

  LogMelFrame newFrame() {
    return new LogMelFrame(options.frame(), window, melBank);
  }
}
