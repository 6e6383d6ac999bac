package org.auricle.engine.nn;

/**
 * Layer normalisation (Ba et al. 2016) without a bias: y = gain * (x - mean) / sqrt(variance +
 * epsilon) over each row. Stateless.
 */
final class LayerNorm {
  static final float EPSILON = 1e-5f;

  private LayerNorm() {}

  /**
   * Normalises rows.
   *
   * @param x [.. x width], rows {@code [at, at + rows)} are replaced with y
   * @param norm as x: receives y without the gain
   * @param scale [..]: receives 1 / sqrt(variance + epsilon) of each row
   */
  static void forward(
      int rows, int at, int width, float[] gain, float[] x, float[] norm, float[] scale) {
    for (int r = at; r < at + rows; r++) {
      int from = r * width;
      double sum = 0;
      for (int k = from; k < from + width; k++) {
        sum += x[k];
      }
      float mean = (float) (sum / width);
      double squares = 0;
      for (int k = from; k < from + width; k++) {
        float d = x[k] - mean;
        squares += d * d;
      }
      float factor = (float) (1 / Math.sqrt(squares / width + EPSILON));
      scale[r] = factor;
      for (int k = 0; k < width; k++) {
        float y = (x[from + k] - mean) * factor;
        norm[from + k] = y;
        x[from + k] = gain[k] * y;
      }
    }
  }

  /**
   * The gradient of {@link #forward}.
   *
   * @param dY [.. x width], rows {@code [at, at + rows)} are replaced with the gradient of x
   * @param dGain [width], added to
   */
  static void backward(
      int rows,
      int at,
      int width,
      float[] gain,
      float[] norm,
      float[] scale,
      float[] dY,
      float[] dGain) {
    for (int r = at; r < at + rows; r++) {
      int from = r * width;
      double sum = 0;
      double product = 0;
      for (int k = 0; k < width; k++) {
        float d = dY[from + k];
        dGain[k] += d * norm[from + k];
        d *= gain[k];
        dY[from + k] = d;
        sum += d;
        product += d * norm[from + k];
      }
      float mean = (float) (sum / width);
      float slope = (float) (product / width);
      for (int k = from; k < from + width; k++) {
        dY[k] = scale[r] * (dY[k] - mean - norm[k] * slope);
      }
    }
  }
}
