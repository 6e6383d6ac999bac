package org.auricle.engine.feature;

/**
 * Log-mel energies to cepstra: the orthonormal DCT-II, then liftering, as Kaldi computes them.
 * Immutable.
 *
 * <p>With N mel bins: c[k] = l[k] s[k] sum over n of x[n] cos(pi k (n + 1/2) / N), where s[0] =
 * sqrt(1/N), else sqrt(2/N), and l[k] = 1 + Q/2 sin(pi k / Q).
 *
 * <p>It stands apart from {@link MfccExtractor} so that training can mask mel bands before it.
 */
public final class CepstralTransform {
  private final int melBins;
  private final int cepstra;
  private final float[] matrix; // [melBins x cepstra], row-major, lifter included

  /**
   * Prepares the matrix.
   *
   * @param melBins values of a log-mel frame
   * @param cepstra coefficients kept, C0 first, at most melBins
   * @param lifter Q; 0 switches liftering off
   */
  public CepstralTransform(int melBins, int cepstra, double lifter) {
    if (cepstra < 1 || cepstra > melBins) {
      throw new IllegalArgumentException("cepstra: " + cepstra + " (expected: 1.." + melBins + ")");
    }
    if (!(lifter >= 0)) {
      throw new IllegalArgumentException("lifter: " + lifter + " (expected: >= 0)");
    }
    this.melBins = melBins;
    this.cepstra = cepstra;
    this.matrix = new float[melBins * cepstra];
    for (int k = 0; k < cepstra; k++) {
      double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / melBins);
      double lift = lifter == 0 ? 1 : 1 + 0.5 * lifter * Math.sin(Math.PI * k / lifter);
      for (int n = 0; n < melBins; n++) {
        matrix[n * cepstra + k] =
            (float) (lift * scale * Math.cos(Math.PI / melBins * (n + 0.5) * k));
      }
    }
  }

  /** The transform of an MFCC front end (which may then replace C0 by the energy). */
  public static CepstralTransform of(MfccOptions options) {
    return new CepstralTransform(options.mel().bins(), options.cepstra(), options.lifter());
  }

  /**
   * Transforms every frame.
   *
   * @param logMel [frames x melBins]
   * @return [frames x cepstra]
   * @throws IllegalArgumentException if the width is not that of the mel bins
   */
  public FeatureMatrix apply(FeatureMatrix logMel) {
    logMel.requireDim(melBins);
    float[] out = new float[logMel.frames() * cepstra];
    for (int t = 0; t < logMel.frames(); t++) {
      transform(logMel.data(), t * melBins, out, t * cepstra);
    }
    return new FeatureMatrix(out, logMel.frames(), cepstra);
  }

  /** Writes the cepstra of one frame; {@code out} must hold zeros there. */
  void transform(float[] logMel, int logMelOffset, float[] out, int outOffset) {
    for (int n = 0; n < melBins; n++) {
      float x = logMel[logMelOffset + n];
      int row = n * cepstra;
      for (int k = 0; k < cepstra; k++) {
        out[outOffset + k] += x * matrix[row + k];
      }
    }
  }
}
