package org.auricle.engine.feature;

import java.util.Arrays;

/**
 * Appends time derivatives by linear regression (Furui 1986) as Kaldi's {@code DeltaFeatures} does:
 * d[t] = sum over j = -W..W of j x[t + j], divided by the sum of j^2. Delta-deltas apply the same
 * regression to the deltas of the unclamped signal, that is, its weights are the filter convolved
 * with itself; beyond the ends the first and the last frame repeat. Immutable.
 *
 * <p>A frame comes out as [statics, deltas, delta-deltas], order * window frames late.
 */
public final class Deltas implements FrameTransform {
  private final int inputDim;
  private final int order;
  private final int context; // frames on each side
  private final float[][] weights; // [order + 1][2 context + 1], weight of frame t - context + i

  /**
   * Prepares the weights.
   *
   * @param inputDim values of a frame that goes in
   * @param order 0: none, 1: deltas, 2: and delta-deltas
   * @param window W, frames on each side in one regression
   */
  public Deltas(int inputDim, int order, int window) {
    if (inputDim < 1 || order < 0 || window < 1) {
      throw new IllegalArgumentException(
          "inputDim: "
              + inputDim
              + ", order: "
              + order
              + ", window: "
              + window
              + " (expected: >= 1, >= 0, >= 1)");
    }
    this.inputDim = inputDim;
    this.order = order;
    this.context = order * window;
    this.weights = new float[order + 1][2 * context + 1];
    double[] filter = new double[2 * context + 1];
    filter[context] = 1;
    for (int o = 0; o <= order; o++) {
      for (int i = 0; i < filter.length; i++) {
        weights[o][i] = (float) filter[i];
      }
      filter = regress(filter, window);
    }
  }

  private static double[] regress(double[] filter, int window) {
    double normalizer = window * (window + 1.0) * (2 * window + 1) / 3; // sum of j^2
    double[] result = new double[filter.length];
    for (int i = 0; i < filter.length; i++) {
      for (int j = -window; j <= window; j++) {
        if (i - j >= 0 && i - j < filter.length) {
          result[i] += j * filter[i - j] / normalizer;
        }
      }
    }
    return result;
  }

  /**
   * The regression as weights: [order + 1][2 order * window + 1], of frames t - order * window to t
   * + order * window, for statics, deltas, delta-deltas.
   */
  public float[][] weights() {
    return Arrays.stream(weights).map(float[]::clone).toArray(float[][]::new);
  }

  @Override
  public int dim() {
    return inputDim * (order + 1);
  }

  @Override
  public FrameStream newStream() {
    return new ContextStream(inputDim, dim(), context, context, 1, this::compute);
  }

  private void compute(float[] data, int[] offsets, float[] out, int offset) {
    for (int o = 0; o <= order; o++) {
      int start = offset + o * inputDim;
      for (int i = 0; i < offsets.length; i++) {
        float weight = weights[o][i];
        if (weight != 0) {
          int from = offsets[i];
          for (int d = 0; d < inputDim; d++) {
            out[start + d] += weight * data[from + d];
          }
        }
      }
    }
  }
}
