package org.auricle.engine.feature;

import java.util.Objects;

/**
 * Mel-frequency cepstral coefficients, equal to Kaldi's {@code compute-mfcc-feats} without dither:
 * the log-mel energies of {@link FbankExtractor} through a {@link CepstralTransform}. A stream
 * keeps at most one frame and 4096 samples.
 */
public final class MfccExtractor implements FeatureExtractor {
  private final MfccOptions options;
  private final FbankExtractor fbank;
  private final CepstralTransform cepstral;

  /**
   * Prepares the filters and the transform.
   *
   * @throws IllegalArgumentException if the filters do not fit the sampling rate
   */
  public MfccExtractor(MfccOptions options) {
    this.options = Objects.requireNonNull(options, "options");
    this.fbank = new FbankExtractor(new FbankOptions(options.frame(), options.mel()));
    this.cepstral = CepstralTransform.of(options);
  }

  /** The recipe. */
  public MfccOptions options() {
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
    LogMelFrame frame = fbank.newFrame();
    float[] logMel = new float[options.mel().bins()];
    FrameFunction function =
        options.useEnergy()
            ? (signal, out, offset) -> {
              float logEnergy = frame.computeWithEnergy(signal, logMel, 0);
              cepstral.transform(logMel, 0, out, offset);
              out[offset] = logEnergy;
            }
            : (signal, out, offset) -> {
              frame.compute(signal, logMel, 0);
              cepstral.transform(logMel, 0, out, offset);
            };
    return new FrontEndStream(
        Framing.of(options.frame(), ScaledFbankOptions.KALDI_SCALE), dim(), function);
  }
}
