package org.auricle.engine.nn;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.math.VectorMath;

/**
 * A vector for each row of a batch as a weighted sum of a table's entries: {@code y_r = sum_k w_k
 * E[id_k]}. With a word's entry and those of its n-grams of letters a word that was never seen has
 * a vector, too (Bojanowski et al. 2017, equation 3). Not thread-safe.
 */
public final class EmbeddingBag {
  private final int dim; // E
  private final Parameter table; // [V x E]

  /**
   * What each row is made of: entries {@code starts[r] .. starts[r + 1]} of the other arrays.
   *
   * @param starts [rows + 1], from 0, ascending
   * @param ids entries of the table
   * @param weights one for each id
   */
  public record Bags(int[] starts, int[] ids, float[] weights) {

    /** Requires as many weights as ids, and that the rows' entries are theirs. */
    public Bags {
      if (weights.length != ids.length) {
        throw new IllegalArgumentException(
            "weights: " + weights.length + " (expected: " + ids.length + ", one for each id)");
      }
      if (starts.length < 1 || starts[0] != 0 || starts[starts.length - 1] != ids.length) {
        throw new IllegalArgumentException(
            "starts: " + Arrays.toString(starts) + " (expected: 0 .. " + ids.length + ")");
      }
    }

    /** Number of rows. */
    public int rows() {
      return starts.length - 1;
    }
  }

  /** A table of zeros, named prefix + "weight". */
  public EmbeddingBag(String prefix, int entries, int dim) {
    this.dim = dim;
    table = Parameter.zeros(prefix + "weight", entries, dim);
  }

  /** Random entries, uniform in [-bound, bound). */
  public void initialize(SplittableRandom random, double bound) {
    Initializers.uniform(table.value(), bound, random);
  }

  /** The table. */
  public List<Parameter> parameters() {
    return List.of(table);
  }

  /** Computes y [rows x E]. */
  public void forward(Bags bags, float[] y) {
    Arrays.fill(y, 0, bags.rows() * dim, 0f);
    for (int r = 0; r < bags.rows(); r++) {
      for (int k = bags.starts()[r]; k < bags.starts()[r + 1]; k++) {
        VectorMath.axpy(dim, bags.weights()[k], table.value(), bags.ids()[k] * dim, y, r * dim);
      }
    }
  }

  /**
   * Adds to the table's gradient.
   *
   * @param dY [rows x E]
   */
  public void backward(Bags bags, float[] dY) {
    for (int r = 0; r < bags.rows(); r++) {
      for (int k = bags.starts()[r]; k < bags.starts()[r + 1]; k++) {
        VectorMath.axpy(dim, bags.weights()[k], dY, r * dim, table.grad(), bags.ids()[k] * dim);
      }
    }
  }
}
