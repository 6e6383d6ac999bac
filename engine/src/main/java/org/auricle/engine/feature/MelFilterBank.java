package org.auricle.engine.feature;

import java.util.function.DoubleUnaryOperator;

/**
 * Triangular filters, equally spaced and half overlapping on the mel scale 1127 ln(1 + f / 700)
 * (HTK's; Kaldi's {@code MelBanks}). The triangles are straight lines on the mel scale, not in
 * hertz. Immutable.
 */
public final class MelFilterBank {
  private final int spectrumSize;
  private final int[] first; // [bins] first FFT bin of each filter
  private final float[][] weights; // [bins][FFT bins under the filter], consecutive

  /**
   * Lays the filters over the bins of an FFT.
   *
   * @param options number and range of the filters
   * @param sampleRateHz rate of the signal
   * @param fftSize points of the FFT, even
   * @throws IllegalArgumentException if the range is empty or passes the Nyquist rate, or if the
   *     filters are so narrow that one of them holds no FFT bin
   */
  public MelFilterBank(MelOptions options, int sampleRateHz, int fftSize) {
    this(options, sampleRateHz, fftSize, DoubleUnaryOperator.identity());
  }

  /** Filters whose edges and centres are moved. */
  MelFilterBank(MelOptions options, int sampleRateHz, int fftSize, DoubleUnaryOperator warpMel) {
    double nyquist = 0.5 * sampleRateHz;
    double high = options.resolvedHighHz(nyquist);
    if (!(options.lowHz() < high && high <= nyquist)) {
      throw new IllegalArgumentException(
          "lowHz, highHz: "
              + options.lowHz()
              + ", "
              + high
              + " (expected: low < high <= "
              + nyquist
              + ", the Nyquist rate)");
    }
    spectrumSize = fftSize / 2 + 1;
    first = new int[options.bins()];
    weights = new float[options.bins()][];
    double lowMel = mel(options.lowHz());
    double step = (mel(high) - lowMel) / (options.bins() + 1);
    double binHz = (double) sampleRateHz / fftSize;
    for (int b = 0; b < options.bins(); b++) {
      layFilter(
          b,
          warpMel.applyAsDouble(lowMel + b * step),
          warpMel.applyAsDouble(lowMel + (b + 1) * step),
          warpMel.applyAsDouble(lowMel + (b + 2) * step),
          binHz);
    }
  }

  /** Filters laid elsewhere. */
  MelFilterBank(int spectrumSize, int[] first, float[][] weights) {
    this.spectrumSize = spectrumSize;
    this.first = first;
    this.weights = weights;
  }

  private void layFilter(int bin, double left, double center, double right, double binHz) {
    int from = 0;
    while (mel(from * binHz) <= left) {
      from++;
    }
    int to = from;
    while (mel(to * binHz) < right) { // right is at most the Nyquist rate
      to++;
    }
    if (to == from) {
      throw new IllegalArgumentException(
          "bins: "
              + weights.length
              + " (expected: fewer; filter "
              + bin
              + " holds no FFT bin, which are "
              + binHz
              + " Hz apart)");
    }
    first[bin] = from;
    weights[bin] = new float[to - from];
    for (int k = from; k < to; k++) {
      double mel = mel(k * binHz);
      weights[bin][k - from] =
          (float)
              (mel <= center ? (mel - left) / (center - left) : (right - mel) / (right - center));
    }
  }

  static double mel(double hertz) {
    return 1127 * Math.log1p(hertz / 700);
  }

  static double hertz(double mel) {
    return 700 * Math.expm1(mel / 1127);
  }

  /** Number of filters. */
  public int bins() {
    return first.length;
  }

  /** Values of a power spectrum: half the FFT size, plus one. */
  public int spectrumSize() {
    return spectrumSize;
  }

  /**
   * Sums the power under each filter.
   *
   * @param power [{@link #spectrumSize()}] squared magnitudes, DC first
   * @param energies receives [{@link #bins()}] values from {@code offset} on
   * @param offset where they start
   */
  public void apply(float[] power, float[] energies, int offset) {
    for (int b = 0; b < first.length; b++) {
      float[] weight = weights[b];
      int start = first[b];
      float sum = 0;
      for (int k = 0; k < weight.length; k++) {
        sum += weight[k] * power[start + k];
      }
      energies[offset + b] = sum;
    }
  }
}
