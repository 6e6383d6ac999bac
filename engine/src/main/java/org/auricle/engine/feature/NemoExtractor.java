package org.auricle.engine.feature;

import java.util.Objects;

/** Log-mel features of {@link NemoOptions}. A stream keeps at most one frame and 4096 samples. */
public final class NemoExtractor implements FeatureExtractor {
  /** Added before the logarithm: NeMo's {@code log_zero_guard_value}. */
  private static final double GUARD = 0x1p-24;

  private final NemoOptions options;
  private final float[] window; // [window]
  private final MelFilterBank melBank;

  /** Prepares the window and the filters. */
  public NemoExtractor(NemoOptions options) {
    this.options = Objects.requireNonNull(options, "options");
    this.window = WindowFunction.HANN.values(options.window());
    this.melBank = SlaneyMel.filters(options.bins(), options.sampleRateHz(), options.fftSize());
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
    PowerSpectrum spectrum = new PowerSpectrum(options.fftSize());
    return new FrontEndStream(
        Framing.of(options),
        dim(),
        (signal, out, offset) -> {
          float[] windowed = spectrum.signal();
          for (int i = 0; i < window.length; i++) {
            windowed[i] = signal[i] * window[i];
          }
          melBank.apply(spectrum.compute(window.length), out, offset);
          for (int b = offset; b < offset + melBank.bins(); b++) {
            out[b] = (float) Math.log(out[b] + GUARD);
          }
        });
  }
}
