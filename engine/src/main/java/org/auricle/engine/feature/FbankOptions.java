package org.auricle.engine.feature;

import java.util.Objects;

/**
 * Log-mel filterbank, natural logarithm of the power in each mel band (Kaldi's {@code
 * compute-fbank-feats} with use_energy = false). Samples in [-1, 1] are brought to the range of
 * 16-bit integers first, as Kaldi expects.
 *
 * @param frame how frames are cut
 * @param mel the filters
 */
public record FbankOptions(FrameOptions frame, MelOptions mel) implements FrontEndOptions {

  /** 80 bands from 20 Hz to 400 Hz below the Nyquist rate. */
  public static final FbankOptions DEFAULT =
      new FbankOptions(FrameOptions.DEFAULT, new MelOptions(80, 20, -400));

  /** Requires both parts. */
  public FbankOptions {
    Objects.requireNonNull(frame, "frame");
    Objects.requireNonNull(mel, "mel");
  }

  @Override
  public int sampleRateHz() {
    return frame.sampleRateHz();
  }

  @Override
  public double frameShiftMs() {
    return frame.frameShiftMs();
  }

  @Override
  public int dim() {
    return mel.bins();
  }
}
