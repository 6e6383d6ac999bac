package org.auricle.engine.nn;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.math.VectorMath;

/**
 * One vector for each utterance, as a mean of its frames that weighs them by what was learned (Zhou
 * et al. 2016, "Attention-Based Bidirectional LSTM Networks for Relation Classification", equations
 * 9 to 11): {@code a_t = softmax_t(u . tanh(h_t))}, {@code p = sum_t a_t h_t}. Not thread-safe.
 */
public final class AttentionPooling {
  private final int dim; // D
  private final Parameter query; // u: [D]
  private float[] weights = new float[0]; // a: [N]
  private float[] squashed = new float[0]; // tanh(h): [N x D]

  /** A layer with a query of zeros, which takes the plain mean; named prefix + "query". */
  public AttentionPooling(String prefix, int dim) {
    this.dim = dim;
    query = Parameter.zeros(prefix + "query", dim);
  }

  /** A small random query. */
  public void initialize(SplittableRandom random) {
    Initializers.uniform(query.value(), Math.sqrt(3.0 / dim), random);
  }

  /** The query. */
  public List<Parameter> parameters() {
    return List.of(query);
  }

  /**
   * Computes the means.
   *
   * @param h [N x D]
   * @param pooled [batch x D], out
   */
  public void forward(float[] h, SequenceLayout layout, float[] pooled) {
    int rows = layout.rows();
    weights = Buffers.ensure(weights, rows);
    squashed = Buffers.ensure(squashed, rows * dim);
    for (int i = 0; i < rows * dim; i++) {
      squashed[i] = (float) Math.tanh(h[i]);
    }
    for (int r = 0; r < rows; r++) {
      weights[r] = VectorMath.dot(dim, query.value(), 0, squashed, r * dim);
    }
    Arrays.fill(pooled, 0, layout.batch() * dim, 0f);
    for (int b = 0; b < layout.batch(); b++) {
      softmax(layout, b);
      for (int t = 0; t < layout.length(b); t++) {
        int r = layout.row(t, b);
        VectorMath.axpy(dim, weights[r], h, r * dim, pooled, b * dim);
      }
    }
  }

  private void softmax(SequenceLayout layout, int b) {
    float most = Float.NEGATIVE_INFINITY;
    for (int t = 0; t < layout.length(b); t++) {
      most = Math.max(most, weights[layout.row(t, b)]);
    }
    double sum = 0;
    for (int t = 0; t < layout.length(b); t++) {
      sum += Math.exp(weights[layout.row(t, b)] - most);
    }
    for (int t = 0; t < layout.length(b); t++) {
      int r = layout.row(t, b);
      weights[r] = (float) (Math.exp(weights[r] - most) / sum);
    }
  }

  /**
   * Adds to the query's gradient and to the input's.
   *
   * @param h what forward took
   * @param dPooled [batch x D]
   * @param dH [N x D], added to
   */
  public void backward(float[] h, SequenceLayout layout, float[] dPooled, float[] dH) {
    for (int b = 0; b < layout.batch(); b++) {
      double mean = 0; // sum_t a_t (dp . h_t)
      for (int t = 0; t < layout.length(b); t++) {
        int r = layout.row(t, b);
        mean += weights[r] * VectorMath.dot(dim, dPooled, b * dim, h, r * dim);
      }
      for (int t = 0; t < layout.length(b); t++) {
        int r = layout.row(t, b);
        double own = VectorMath.dot(dim, dPooled, b * dim, h, r * dim);
        float dScore = (float) (weights[r] * (own - mean));
        VectorMath.axpy(dim, dScore, squashed, r * dim, query.grad(), 0);
        for (int d = 0; d < dim; d++) {
          float s = squashed[r * dim + d];
          dH[r * dim + d] +=
              weights[r] * dPooled[b * dim + d] + dScore * query.value()[d] * (1 - s * s);
        }
      }
    }
  }
}
