package org.auricle.engine.feature;

/**
 * Triangular mel filters, after Kaldi's {@code MelBanksOptions} (HTK mel scale).
 *
 * @param bins number of filters
 * @param lowHz lower edge of the first filter, hertz
 * @param highHz upper edge of the last filter, hertz; 0 or negative counts from the Nyquist rate
 */
public record MelOptions(int bins, double lowHz, double highHz) {

  /** Validates ranges. */
  public MelOptions {
    if (bins < 3 || bins > 1_024) {
      throw new IllegalArgumentException("bins: " + bins + " (expected: 3..1024)");
    }
    if (!(lowHz >= 0)) {
      throw new IllegalArgumentException("lowHz: " + lowHz + " (expected: >= 0)");
    }
  }

  /** The upper edge in hertz once the Nyquist rate is known. */
  public double resolvedHighHz(double nyquistHz) {
    return highHz > 0 ? highHz : nyquistHz + highHz;
  }
}
