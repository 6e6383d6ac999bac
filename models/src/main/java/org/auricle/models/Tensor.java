package org.auricle.models;

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
}
