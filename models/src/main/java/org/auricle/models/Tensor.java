package org.auricle.models;

import java.util.Arrays;
import java.util.Map;
import org.auricle.engine.math.VectorMath;

/**
 * A named array's content.
 *
 * @param shape row-major
 * @param values as many as the shape asks for; shared, not copied: treat as immutable
 */
public record Tensor(int[] shape, float[] values) {

  /** Requires that shape and values fit. */
  public Tensor {
    long size = 1;
    for (int d : shape) {
      size *= d;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "values: " + values.length + " (expected: " + size + ", the shape's size)");
    }
  }

  /**
   * Requires a shape, and numbers.
   *
   * @param name named in errors
   */
  void require(String name, int... expected) {
    if (!Arrays.equals(shape, expected)) {
      throw new IllegalArgumentException(
          "tensor %s: shape %s (expected: %s)"
              .formatted(name, Arrays.toString(shape), Arrays.toString(expected)));
    }
    if (!VectorMath.isFinite(values.length, values, 0)) {
      throw new IllegalArgumentException(
          "tensor " + name + ": a value that is not finite (expected: numbers)");
    }
  }

  /** The shape of a matrix, which is required to be there. */
  static int[] matrix(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().length != 2) {
      throw new IllegalArgumentException(
          "tensor %s: %s (expected: a matrix)"
              .formatted(
                  name, tensor == null ? "not there" : "shape " + Arrays.toString(tensor.shape())));
    }
    return tensor.shape();
  }
}
