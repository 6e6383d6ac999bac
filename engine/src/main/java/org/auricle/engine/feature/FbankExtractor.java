package org.auricle.engine.feature;

import java.util.Objects;

/**
 * Log-mel filterbank features, equal to Kaldi's {@code compute-fbank-feats} without dither. A
 * stream keeps at most one frame and 4096 samples.
 */
public final class FbankExtractor implements FeatureExtractor {
  private final FbankOptions options;
  private final float[] window; // [frame length]
  private final MelFilterBank melBank;

  /**
   * Prepares the window and the filters.
   *
   * @throws IllegalArgumentException if the filters do not fit the sampling rate
   */
  public FbankExtractor(FbankOptions options) {
    this.options = Objects.requireNonNull(options, "options");
    FrameOptions frame = options.frame();
    this.window = frame.window().values(frame.frameLength());
    this.melBank =
        new MelFilterBank(options.mel(), frame.sampleRateHz(), LogMelFrame.fftSize(frame));
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
    return new FrontEndStream(options.frame(), dim(), newFrame());
  }

  LogMelFrame newFrame() {
    return new LogMelFrame(options.frame(), window, melBank);
  }
}
