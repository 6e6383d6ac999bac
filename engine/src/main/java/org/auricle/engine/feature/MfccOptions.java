package org.auricle.engine.feature;

import java.util.Objects;

/**
 * Mel-frequency cepstral coefficients (Davis and Mermelstein 1980) as Kaldi computes them.
 *
 * @param frame how frames are cut
 * @param mel the filters
 * @param cepstra coefficients kept, C0 first; at most the number of filters
 * @param lifter cepstral liftering coefficient Q in 1 + Q/2 sin(pi i / Q); 0 switches it off
 * @param useEnergy replace C0 by the log energy of the frame, taken before pre-emphasis and window
 */
public record MfccOptions(
    FrameOptions frame, MelOptions mel, int cepstra, double lifter, boolean useEnergy)
    implements FrontEndOptions {

  /** High-resolution MFCC: 40 bands, 40 cepstra, 20 Hz to 400 Hz below the Nyquist rate. */
  public static final MfccOptions DEFAULT =
      new MfccOptions(FrameOptions.DEFAULT, new MelOptions(40, 20, -400), 40, 22, false);

  /** Validates ranges. */
  public MfccOptions {
    Objects.requireNonNull(frame, "frame");
    Objects.requireNonNull(mel, "mel");
    if (cepstra < 1 || cepstra > mel.bins()) {
      throw new IllegalArgumentException(
          "cepstra: " + cepstra + " (expected: 1.." + mel.bins() + ", the number of mel bins)");
    }
    if (!(lifter >= 0)) {
      throw new IllegalArgumentException("lifter: " + lifter + " (expected: >= 0)");
    }
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
    return cepstra;
  }
}
