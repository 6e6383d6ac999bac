package org.auricle.engine.feature;

/**
 * One frame of signal to log-mel energies, step by step as Kaldi's {@code FeatureWindow} and {@code
 * FbankComputer}: mean off, raw energy, pre-emphasis, window, power spectrum, mel, log.
 */
final class LogMelFrame implements FrameFunction {
  /** Kaldi's floor before a logarithm: FLT_EPSILON. */
  private static final float FLOOR = Math.ulp(1f);

  private final float preEmphasis;
  private final boolean removeDcOffset;
  private final float[] window; // [frame length]
  private final MelFilterBank melBank;
  private final PowerSpectrum spectrum;

  /** Shares the window and the filters with other streams; the FFT and its scratch are its own. */
  LogMelFrame(FrameOptions options, float[] window, MelFilterBank melBank) {
    this.preEmphasis = (float) options.preEmphasis();
    this.removeDcOffset = options.removeDcOffset();
    this.window = window;
    this.melBank = melBank;
    this.spectrum = new PowerSpectrum(fftSize(options));
  }

  /** Points of the FFT: the frame length, rounded up to a power of two. */
  static int fftSize(FrameOptions options) {
    return Integer.highestOneBit(2 * options.frameLength() - 1);
  }

  @Override
  public void compute(float[] signal, float[] out, int offset) {
    center(signal);
    spectrum(signal, out, offset);
  }

  /** As {@link #compute}; also returns the natural log of the raw energy. */
  float computeWithEnergy(float[] signal, float[] out, int offset) {
    center(signal);
    double energy = 0;
    for (float x : signal) {
      energy += (double) x * x;
    }
    spectrum(signal, out, offset);
    return log((float) energy);
  }

  private void center(float[] signal) {
    if (removeDcOffset) {
      double sum = 0;
      for (float x : signal) {
        sum += x;
      }
      float mean = (float) (sum / signal.length);
      for (int i = 0; i < signal.length; i++) {
        signal[i] -= mean;
      }
    }
  }

  private void spectrum(float[] signal, float[] out, int offset) {
    float[] windowed = spectrum.signal();
    windowed[0] = (signal[0] - preEmphasis * signal[0]) * window[0];
    for (int i = 1; i < signal.length; i++) {
      windowed[i] = (signal[i] - preEmphasis * signal[i - 1]) * window[i];
    }
    melBank.apply(spectrum.compute(signal.length), out, offset);
    for (int b = offset; b < offset + melBank.bins(); b++) {
      out[b] = log(out[b]);
    }
  }

  private static float log(float x) {
    return (float) Math.log(Math.max(x, FLOOR));
  }
}
