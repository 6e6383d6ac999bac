package org.auricle.models.classification;

import org.auricle.engine.nn.SequenceLayout;

/**
 * From the words of a text to the text: for each value its maximum and its mean over the words, [N
 * x D] -> [texts x 2D]. Not thread-safe.
 */
final class SequencePooling {
  private final int dim;
  private int[] argMax = new int[0]; // [texts x D] rows

  SequencePooling(int dim) {
    this.dim = dim;
  }

  /** Writes text b to y[b * yStride ..]: maxima, then means. */
  void forward(float[] x, SequenceLayout layout, float[] y, int yStride) {
    if (argMax.length < layout.batch() * dim) {
      argMax = new int[layout.batch() * dim];
    }
    for (int b = 0; b < layout.batch(); b++) {
      int length = layout.length(b);
      for (int k = 0; k < dim; k++) {
        int best = layout.row(0, b);
        double sum = 0;
        for (int t = 0; t < length; t++) {
          int row = layout.row(t, b);
          sum += x[row * dim + k];
          best = x[row * dim + k] > x[best * dim + k] ? row : best;
        }
        argMax[b * dim + k] = best;
        y[b * yStride + k] = x[best * dim + k];
        y[b * yStride + dim + k] = (float) (sum / length);
      }
    }
  }

  /** The gradient of x, overwritten, from that of y. */
  void backward(float[] dY, int yStride, SequenceLayout layout, float[] dX) {
    for (int b = 0; b < layout.batch(); b++) {
      int length = layout.length(b);
      for (int t = 0; t < length; t++) {
        int row = layout.row(t, b);
        for (int k = 0; k < dim; k++) {
          dX[row * dim + k] = dY[b * yStride + dim + k] / length;
        }
      }
      for (int k = 0; k < dim; k++) {
        dX[argMax[b * dim + k] * dim + k] += dY[b * yStride + k];
      }
    }
  }
}
