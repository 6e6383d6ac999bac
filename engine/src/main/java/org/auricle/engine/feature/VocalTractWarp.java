package org.auricle.engine.feature;

/**
 * Piecewise linear warp of the frequency axis for vocal-tract-length perturbation (Jaitly and
 * Hinton 2013, <i>Vocal tract length perturbation improves speech recognition</i>, section 2): f' =
 * factor f up to where the formants end, then a straight line to the Nyquist rate, which stays.
 *
 * @param factor above 1 moves the filters up, as for a shorter vocal tract
 */
public record VocalTractWarp(double factor) {
  /** Where significant formants end, as a share of the Nyquist rate: 4800 Hz of 8000. */
  private static final double FORMANTS = 0.6;

  /** Validates the range. */
  public VocalTractWarp {
    if (!(factor >= 0.5 && factor <= 1.5)) {
      throw new IllegalArgumentException("factor: " + factor + " (expected: 0.5..1.5)");
    }
  }

  /** The warped frequency of one from 0 to the Nyquist rate, in hertz. */
  public double apply(double hertz, double nyquistHz) {
    double high = FORMANTS * nyquistHz * Math.min(factor, 1);
    double knee = high / factor;
    return hertz <= knee
        ? factor * hertz
        : nyquistHz - (nyquistHz - high) / (nyquistHz - knee) * (nyquistHz - hertz);
  }
}
