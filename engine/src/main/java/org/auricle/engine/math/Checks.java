package org.auricle.engine.math;

/** Argument checks of the facades. They build no text unless they fail. */
final class Checks {

  private Checks() {}

  /** Requires that a count or size is not negative. */
  static int size(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 0)");
    }
    return value;
  }

  /** Requires that {@code count} values starting at {@code off} lie within the array. */
  static void range(String name, float[] array, int off, long count) {
    if (off < 0 || count < 0 || off + count > array.length) {
      throw new IndexOutOfBoundsException(
          name
              + ": "
              + count
              + " values at offset "
              + off
              + " (expected: within the "
              + array.length
              + " of the array)");
    }
  }

  /** Requires that a [rows x cols] matrix with rows {@code ld} apart lies within the array. */
  static void matrix(String name, float[] array, int off, int rows, int cols, int ld) {
    if (rows < 0 || cols < 0) {
      throw new IllegalArgumentException(
          name + ": " + rows + " x " + cols + " (expected: sizes >= 0)");
    }
    if (ld < cols) {
      throw new IllegalArgumentException(
          name + " row stride: " + ld + " (expected: >= " + cols + ", the columns)");
    }
    range(name, array, off, rows == 0 || cols == 0 ? 0 : (long) (rows - 1) * ld + cols);
  }
}
