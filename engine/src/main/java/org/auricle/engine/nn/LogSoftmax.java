package org.auricle.engine.nn;

import org.auricle.engine.math.Activations;

/** y_k = x_k - ln sum_j exp(x_j) over each row. Stateless. */
public final class LogSoftmax {
  private LogSoftmax() {}

  /** Computes y [rows x cols] from x; they may be the same array. */
  public static void forward(int rows, int cols, float[] x, float[] y) {
    Activations.logSoftmax(rows, cols, x, 0, y, 0);
  }

  /**
   * dX_k = dY_k - exp(y_k) sum_j dY_j, for losses that do not give the gradient of the logits
   * themselves, as CTC does.
   *
   * @param y what forward gave
   * @param dX may be the same array as dY
   */
  public static void backward(int rows, int cols, float[] y, float[] dY, float[] dX) {
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int k = r * cols; k < (r + 1) * cols; k++) {
        sum += dY[k];
      }
      for (int k = r * cols; k < (r + 1) * cols; k++) {
        dX[k] = (float) (dY[k] - Math.exp(y[k]) * sum);
      }
    }
  }
}
