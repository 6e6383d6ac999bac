package org.auricle.engine.nn;

import java.util.Objects;

/**
 * A trainable array and its gradient. Not thread-safe.
 *
 * @param name unique in its set, in PyTorch's style: {@code lstm.weight_ih_l0}
 * @param shape row-major
 * @param value current weights
 * @param grad gradient of the loss, accumulated by backward passes
 */
public record Parameter(String name, int[] shape, float[] value, float[] grad) {

  /** Requires that the arrays have the shape's size. */
  public Parameter {
    Objects.requireNonNull(name, "name");
    int size = size(shape);
    if (value.length != size || grad.length != size) {
      throw new IllegalArgumentException(
          name + ": " + value.length + " values (expected: " + size + ")");
    }
  }

  /** Zeros of a shape. */
  public static Parameter zeros(String name, int... shape) {
    int size = size(shape);
    return new Parameter(name, shape.clone(), new float[size], new float[size]);
  }

  /** Number of weights. */
  public int size() {
    return value.length;
  }

  private static int size(int[] shape) {
    int size = 1;
    for (int d : shape) {
      size = Math.multiplyExact(size, d);
    }
    return size;
  }
}
