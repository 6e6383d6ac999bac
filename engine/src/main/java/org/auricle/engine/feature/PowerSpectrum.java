package org.auricle.engine.feature;

/**
 * Squared magnitudes of a real signal's DFT. Holds scratch: belongs to one stream.
 *
 * <p>In double precision: a float FFT leaves rounding noise 130 dB below the loudest component, and
 * in audio that was resampled some bands hold less than that. The logarithm would turn this noise,
 * which every implementation makes in its own way, into features.
 *
 * <p>The even and the odd samples are the real and the imaginary part of a complex signal of half
 * the size, which goes through the radix-2 transform of Cooley and Tukey (1965); the spectrum of
 * the whole is put together from that of the halves (Press et al., Numerical Recipes, 12.3).
 */
final class PowerSpectrum {
  private final int half; // of the FFT size
  private final float[] signal; // [FFT size]
  private final float[] power; // [FFT size / 2 + 1]
  private final double[] re; // [half]
  private final double[] im; // [half]
  private final int[] reversed; // [half] each index with its bits in reverse order
  private final double[] stageCos; // [half] of the stage that joins s + s values at s .. 2 s - 1
  private final double[] stageSin;
  private final double[] cos; // [half] 2 pi k / FFT size
  private final double[] sin;

  /**
   * Prepares the tables.
   *
   * @param fftSize a power of two, at least 2
   */
  PowerSpectrum(int fftSize) {
    half = fftSize / 2;
    signal = new float[fftSize];
    power = new float[half + 1];
    re = new double[half];
    im = new double[half];
    reversed = new int[half];
    stageCos = new double[half];
    stageSin = new double[half];
    cos = new double[half];
    sin = new double[half];
    for (int i = 0; i < half; i++) {
      // half is 2^b: of the reversed 32 bits the upper b are wanted
      reversed[i] = half == 1 ? 0 : Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(half) + 1);
      cos[i] = Math.cos(2 * Math.PI * i / fftSize);
      sin[i] = Math.sin(2 * Math.PI * i / fftSize);
    }
    for (int s = 1; s < half; s *= 2) {
      for (int j = 0; j < s; j++) {
        stageCos[s + j] = Math.cos(Math.PI * j / s);
        stageSin[s + j] = Math.sin(Math.PI * j / s);
      }
    }
  }

  /** Where to write the signal before {@link #compute}. */
  float[] signal() {
    return signal;
  }

  /**
   * The spectrum of the first {@code length} values of {@link #signal()}, then zeros.
   *
   * @return [FFT size / 2 + 1] DC first; valid until the next call
   */
  float[] compute(int length) {
    for (int i = 0; i < half; i++) {
      int r = reversed[i];
      re[r] = 2 * i < length ? signal[2 * i] : 0;
      im[r] = 2 * i + 1 < length ? signal[2 * i + 1] : 0;
    }
    for (int s = 1; s < half; s *= 2) {
      for (int base = 0; base < half; base += 2 * s) {
        join(base, s);
      }
    }
    double dc = re[0] + im[0];
    double nyquist = re[0] - im[0];
    power[0] = (float) (dc * dc);
    power[half] = (float) (nyquist * nyquist);
    for (int k = 1; k < half; k++) {
      int mirror = half - k;
      double evenRe = (re[k] + re[mirror]) / 2;
      double evenIm = (im[k] - im[mirror]) / 2;
      double oddRe = (im[k] + im[mirror]) / 2;
      double oddIm = (re[mirror] - re[k]) / 2;
      double x = evenRe + cos[k] * oddRe + sin[k] * oddIm;
      double y = evenIm + cos[k] * oddIm - sin[k] * oddRe;
      power[k] = (float) (x * x + y * y);
    }
    return power;
  }

  /** The butterflies that join the spectra of s values at base and at base + s. */
  private void join(int base, int s) {
    for (int j = 0; j < s; j++) {
      int a = base + j;
      int b = a + s;
      double c = stageCos[s + j];
      double d = stageSin[s + j];
      double x = c * re[b] + d * im[b];
      double y = c * im[b] - d * re[b];
      re[b] = re[a] - x;
      im[b] = im[a] - y;
      re[a] += x;
      im[a] += y;
    }
  }
}
