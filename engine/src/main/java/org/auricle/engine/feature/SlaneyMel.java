package org.auricle.engine.feature;

/**
 * The mel scale of Slaney's Auditory Toolbox (1998), as librosa has it: linear up to 1 kHz, then
 * logarithmic, 27 steps for each factor of 6.4. Filters are triangles over hertz, each of unit
 * area.
 */
final class SlaneyMel {
  private static final double HERTZ_PER_MEL = 200.0 / 3;
  private static final double KNEE_HERTZ = 1_000;
  private static final double KNEE_MEL = KNEE_HERTZ / HERTZ_PER_MEL;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  private SlaneyMel() {}

  static double mel(double hertz) {
    return hertz < KNEE_HERTZ
        ? hertz / HERTZ_PER_MEL
        : KNEE_MEL + Math.log(hertz / KNEE_HERTZ) / LOG_STEP;
  }

  static double hertz(double mel) {
    return mel < KNEE_MEL
        ? mel * HERTZ_PER_MEL
        : KNEE_HERTZ * Math.exp(LOG_STEP * (mel - KNEE_MEL));
  }

  /**
   * Filters equally spaced from 0 Hz to the Nyquist rate. One that is too narrow for the FFT is
   * empty, as librosa's.
   */
  static MelFilterBank filters(int bins, int sampleRateHz, int fftSize) {
    double binHz = (double) sampleRateHz / fftSize;
    double step = mel(0.5 * sampleRateHz) / (bins + 1);
    int[] first = new int[bins];
    float[][] weights = new float[bins][];
    for (int b = 0; b < bins; b++) {
      double left = hertz(b * step);
      double center = hertz((b + 1) * step);
      double right = hertz((b + 2) * step);
      int from = (int) Math.floor(left / binHz) + 1;
      int to = Math.min(fftSize / 2 + 1, (int) Math.ceil(right / binHz));
      first[b] = from;
      weights[b] = new float[Math.max(0, to - from)];
      for (int k = from; k < to; k++) {
        double hertz = k * binHz;
        double height =
            Math.min((hertz - left) / (center - left), (right - hertz) / (right - center));
        weights[b][k - from] = (float) (2 / (right - left) * height);
      }
    }
    return new MelFilterBank(fftSize / 2 + 1, first, weights);
  }
}
