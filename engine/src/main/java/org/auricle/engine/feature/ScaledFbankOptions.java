package org.auricle.engine.feature;

import java.util.Objects;

/**
 * {@link FbankOptions} of samples in another range than the 16-bit integers' that Kaldi expects:
 * icefall's recipes leave them in [-1, 1]. That is not merely an offset of the logarithms, since
 * the floor beneath them stays where it is.
 *
 * @param fbank the filterbank
 * @param scale what samples in [-1, 1] are multiplied by, above 0
 */
public record ScaledFbankOptions(FbankOptions fbank, double scale) implements FrontEndOptions {

  /** Samples in the range of 16-bit integers: the scale of {@link FbankOptions} itself. */
  public static final double KALDI_SCALE = 32_768;

  private static final double MAX_SCALE = 65_536;

  /** Validates the range. */
  public ScaledFbankOptions {
    Objects.requireNonNull(fbank, "fbank");
    if (!(scale > 0 && scale <= MAX_SCALE)) {
      throw new IllegalArgumentException("scale: " + scale + " (expected: 0 < scale <= 65536)");
    }
  }

  @Override
  public int sampleRateHz() {
    return fbank.sampleRateHz();
  }

  @Override
  public double frameShiftMs() {
    return fbank.frameShiftMs();
  }

  @Override
  public int dim() {
    return fbank.dim();
  }
}
