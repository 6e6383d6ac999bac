package org.auricle.engine.feature;

import be.tarsos.dsp.util.fft.FloatFFT;
import java.util.Arrays;

/** Squared magnitudes of a real signal's DFT. Holds scratch: belongs to one stream. */
final class PowerSpectrum {
  private final FloatFFT fft;
  private final float[] spectrum; // [FFT size], TarsosDSP's packing: re 0, re N/2, re 1, im 1, ...
  private final float[] power; // [FFT size / 2 + 1]

  PowerSpectrum(int fftSize) {
    this.fft = new FloatFFT(fftSize);
    this.spectrum = new float[fftSize];
    this.power = new float[fftSize / 2 + 1];
  }

  /** Where to write the signal before {@link #compute}; {@link #compute} leaves other values. */
  float[] signal() {
    return spectrum;
  }

  /**
   * The spectrum of the first {@code length} values of {@link #signal()}, then zeros.
   *
   * @return [FFT size / 2 + 1] DC first; valid until the next call
   */
  float[] compute(int length) {
    Arrays.fill(spectrum, length, spectrum.length, 0);
    fft.realForward(spectrum);
    int half = spectrum.length / 2;
    power[0] = spectrum[0] * spectrum[0];
    power[half] = spectrum[1] * spectrum[1];
    for (int k = 1; k < half; k++) {
      float re = spectrum[2 * k];
      float im = spectrum[2 * k + 1];
      power[k] = re * re + im * im;
    }
    return power;
  }
}
