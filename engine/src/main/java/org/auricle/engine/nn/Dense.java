package org.auricle.engine.nn;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.VectorMath;

/** y = W x + b for every row: [N x I] -> [N x O]. Not thread-safe. */
public final class Dense {
  private final int input;
  private final int output;
  private final Parameter weight; // [O x I]
  private final Parameter bias; // [O]
  private final Parallel parallel;
  private final PackedMatrix packed = new PackedMatrix(1, 1);

  /** A layer with zero weights, named prefix + "weight" and prefix + "bias". */
  public Dense(String prefix, int input, int output, Parallel parallel) {
    this.input = input;
    this.output = output;
    this.parallel = parallel;
    weight = Parameter.zeros(prefix + "weight", output, input);
    bias = Parameter.zeros(prefix + "bias", output);
  }

  /** Random weights, uniform with Glorot's bound; bias 0. */
  public void initialize(SplittableRandom random) {
    Initializers.uniform(weight.value(), Math.sqrt(6.0 / (input + output)), random);
    Arrays.fill(bias.value(), 0f);
  }

  /** Weight, bias. */
  public List<Parameter> parameters() {
    return List.of(weight, bias);
  }

  /** Computes y [rows x O] from x [rows x I]. */
  public void forward(float[] x, int rows, float[] y) {
    packed.pack(input, output, weight.value(), 0, input, true);
    Gemm.multiply(rows, x, 0, input, false, packed, false, y, 0, output, parallel);
    VectorMath.addRow(rows, output, bias.value(), 0, y, 0, output);
  }

  /**
   * Adds to the parameters' gradients and computes the input's.
   *
   * @param x what forward took
   * @param dY [rows x O]
   * @param dX [rows x I], overwritten
   */
  public void backward(float[] x, int rows, float[] dY, float[] dX) {
    packed.pack(rows, input, x, 0, input, false);
    Gemm.multiply(output, dY, 0, output, true, packed, true, weight.grad(), 0, input, parallel);
    VectorMath.columnSums(rows, output, dY, 0, output, bias.grad(), 0);
    packed.pack(output, input, weight.value(), 0, input, false);
    Gemm.multiply(rows, dY, 0, output, false, packed, false, dX, 0, input, parallel);
  }
}
