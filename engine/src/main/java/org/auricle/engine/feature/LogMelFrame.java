package org.auricle.engine.feature;

import be.tarsos.dsp.util.fft.FloatFFT;

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
  private final FloatFFT fft;
  private final float[] spectrum; // [FFT size], TarsosDSP's packing: re 0, re N/2, re 1, im 1, ...
  private final float[] power; // [FFT size / 2 + 1]

  /** Shares the window and the filters with other streams; the FFT and its scratch are its own. */
  LogMelFrame(FrameOptions options, float[] window, MelFilterBank melBank) {
    this.preEmphasis = (float) options.preEmphasis();
    this.removeDcOffset = options.removeDcOffset();
    this.window = window;
    this.melBank = melBank;
    int fftSize = fftSize(options);
    this.fft = new FloatFFT(fftSize);
    this.spectrum = new float[fftSize];
    this.power = new float[fftSize / 2 + 1];
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
    spectrum[0] = (signal[0] - preEmphasis * signal[0]) * window[0];
    for (int i = 1; i < signal.length; i++) {
      spectrum[i] = (signal[i] - preEmphasis * signal[i - 1]) * window[i];
    }
    for (int i = signal.length; i < spectrum.length; i++) {
      spectrum[i] = 0;
    }
    fft.realForward(spectrum);
    int half = spectrum.length / 2;
    power[0] = spectrum[0] * spectrum[0];
    power[half] = spectrum[1] * spectrum[1];
    for (int k = 1; k < half; k++) {
      float re = spectrum[2 * k];
      float im = spectrum[2 * k + 1];
      power[k] = re * re + im * im;
    }
    melBank.apply(power, out, offset);
    for (int b = offset; b < offset + melBank.bins(); b++) {
      out[b] = log(out[b]);
    }
  }

  private static float log(float x) {
    return (float) Math.log(Math.max(x, FLOOR));
  }
}
