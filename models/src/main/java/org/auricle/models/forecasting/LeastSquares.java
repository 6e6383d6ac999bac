package org.auricle.models.forecasting;

/**
 * Ridge regression (Hoerl and Kennard 1970): the weights that minimise the sum of squared errors
 * and of lambda times the squared weights, by the normal equations and Cholesky's decomposition.
 * The last feature is a constant 1, whose weight is not held down.
 */
final class LeastSquares {
  private static final double JITTER = 1e-9; // of the diagonal, so that there is one solution

  private final double[][] gram; // [F x F]
  private final int features; // F, the constant included

  /** No rows yet. */
  LeastSquares(int features) {
    this.features = features;
    gram = new double[features][features];
  }

  /** Takes in a row of features. */
  void add(double[] x) {
    for (int i = 0; i < features; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] += x[i] * x[j];
      }
    }
  }

  /**
   * The weights for given sums of x times y.
   *
   * @param moments [F]
   */
  double[] solve(double[] moments, double lambda) {
    double[][] l = cholesky(lambda);
    double[] w = new double[features];
    for (int i = 0; i < features; i++) {
      double sum = moments[i];
      for (int k = 0; k < i; k++) {
        sum -= l[i][k] * w[k];
      }
      w[i] = sum / l[i][i];
    }
    for (int i = features - 1; i >= 0; i--) {
      for (int k = i + 1; k < features; k++) {
        w[i] -= l[k][i] * w[k];
      }
      w[i] /= l[i][i];
    }
    return w;
  }

  private double[][] cholesky(double lambda) {
    double[][] l = new double[features][features];
    for (int i = 0; i < features; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = gram[i][j];
        if (i == j) {
          sum += JITTER * (1 + gram[i][i]) + (i == features - 1 ? 0 : lambda);
        }
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / l[j][j];
      }
    }
    return l;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
