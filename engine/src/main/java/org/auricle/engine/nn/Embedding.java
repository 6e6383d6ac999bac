package org.auricle.engine.nn;

import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.math.VectorMath;

/**
 * A vector for each symbol of a vocabulary: [N] ids -> [N x D] (Bengio et al. 2003). Its gradient
 * is dense, which suits vocabularies of some ten thousand symbols. Not thread-safe.
 */
public final class Embedding {
  private final int symbols;
  private final int dim;
  private final Parameter weight; // [symbols x D]

  /** A table of zeros, named prefix + "weight". */
  public Embedding(String prefix, int symbols, int dim) {
    this.symbols = symbols;
    this.dim = dim;
    weight = Parameter.zeros(prefix + "weight", symbols, dim);
  }

  /** Random vectors, uniform in [-bound, bound). */
  public void initialize(SplittableRandom random, double bound) {
    Initializers.uniform(weight.value(), bound, random);
  }

  /** The table. */
  public List<Parameter> parameters() {
    return List.of(weight);
  }

  /** Values of a vector. */
  public int dim() {
    return dim;
  }

  /**
   * Looks vectors up.
   *
   * @param ids [rows], each in [0, symbols)
   * @param y receives row r at {@code y[yOff + r * yStride ..]}
   */
  public void forward(int[] ids, int rows, float[] y, int yOff, int yStride) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(weight.value(), offset(ids[r]), y, yOff + r * yStride, dim);
    }
  }

  /**
   * Adds to the table's gradient.
   *
   * @param ids what forward took
   * @param dY gradient of y, laid out as y
   */
  public void backward(int[] ids, int rows, float[] dY, int dYOff, int dYStride) {
    for (int r = 0; r < rows; r++) {
      VectorMath.axpy(dim, 1, dY, dYOff + r * dYStride, weight.grad(), offset(ids[r]));
    }
  }

  private int offset(int id) {
    if (id < 0 || id >= symbols) {
      throw new IllegalArgumentException("id: " + id + " (expected: 0.." + (symbols - 1) + ")");
    }
    return id * dim;
  }
}
