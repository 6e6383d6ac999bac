package org.auricle.engine.feature;

/**
 * Log-mel filterbank as NVIDIA NeMo's {@code AudioToMelSpectrogramPreprocessor} computes it without
 * dither. It differs from Kaldi's in every step:
 *
 * <ul>
 *   <li>samples in [-1, 1]; pre-emphasis x[i] - a x[i-1] over the whole signal, x[0] as it is;
 *   <li>floor(n / shift) frames centred on multiples of the shift, zeros beyond the ends;
 *   <li>a symmetric Hann window in the middle of the FFT; the power spectrum;
 *   <li>Slaney's mel scale from 0 Hz to the Nyquist rate, filters of equal area;
 *   <li>ln(x + 2^-24).
 * </ul>
 *
 * <p>NeMo's normalisation belongs to {@link FeatureOptions}: {@link
 * FeatureOptions.Normalization#NEMO_PER_FEATURE}.
 *
 * @param sampleRateHz samples a second
 * @param windowMs window length, milliseconds; at most the FFT's points
 * @param frameShiftMs hop, milliseconds; at most half the window
 * @param fftSize points of the FFT, a power of two
 * @param preEmphasis a; 0 switches it off
 * @param bins mel filters; NeMo's models have 64, 80 or 128
 */
public record NemoOptions(
    int sampleRateHz,
    double windowMs,
    double frameShiftMs,
    int fftSize,
    double preEmphasis,
    int bins)
    implements FrontEndOptions {

  /** 80 bands each 10 ms from windows of 25 ms at 16 kHz. */
  public static final NemoOptions DEFAULT = new NemoOptions(16_000, 25, 10, 512, 0.97, 80);

  private static final int MAX_BINS = 1_024;

  /** Validates ranges. */
  public NemoOptions {
    FrameOptions.requireRate(sampleRateHz);
    int window = FrameOptions.requireSamples("windowMs", windowMs, sampleRateHz, 2);
    int shift = FrameOptions.requireSamples("frameShiftMs", frameShiftMs, sampleRateHz, 1);
    if (shift > window / 2) {
      throw new IllegalArgumentException(
          "frameShiftMs: " + frameShiftMs + " (expected: at most half of windowMs)");
    }
    if (Integer.bitCount(fftSize) != 1 || fftSize < window || fftSize > FrameOptions.MAX_SAMPLES) {
      throw new IllegalArgumentException(
          "fftSize: "
              + fftSize
              + " (expected: a power of two, "
              + window
              + ".."
              + FrameOptions.MAX_SAMPLES
              + ")");
    }
    FrameOptions.requirePreEmphasis(preEmphasis);
    if (bins < 3 || bins > MAX_BINS) {
      throw new IllegalArgumentException("bins: " + bins + " (expected: 3.." + MAX_BINS + ")");
    }
  }

  /** The same with another number of filters. */
  public NemoOptions withBins(int count) {
    return new NemoOptions(sampleRateHz, windowMs, frameShiftMs, fftSize, preEmphasis, count);
  }

  /** Samples in a window. */
  public int window() {
    return FrameOptions.samples(sampleRateHz, windowMs);
  }

  /** Samples from one frame to the next. */
  public int frameShift() {
    return FrameOptions.samples(sampleRateHz, frameShiftMs);
  }

  @Override
  public int dim() {
    return bins;
  }
}
