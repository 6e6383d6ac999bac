package org.auricle.acoustic.onnx;

import java.util.Arrays;

/**
 * A constant of a graph. Whole numbers are floats too, which is exact up to 2^24.
 *
 * @param shape of the values
 * @param values row-major
 */
record ConstantTensor(int[] shape, float[] values) {

  static ConstantTensor vector(float... values) {
    return new ConstantTensor(new int[] {values.length}, values);
  }

  int rank() {
    return shape.length;
  }

  /** The values as whole numbers: a shape, axes. */
  int[] integers() {
    int[] integers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      integers[i] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, values[i]));
    }
    return integers;
  }

  /** The same values in another shape of as many. */
  ConstantTensor reshaped(int... newShape) {
    if (size(newShape) != values.length) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(newShape) + " (expected: " + values.length + " values)");
    }
    return new ConstantTensor(newShape, values);
  }

  static long size(int... shape) {
    long size = 1;
    for (int d : shape) {
      size *= d;
    }
    return size;
  }

  /** Dimension i of the result is dimension permutation[i] of this. */
  ConstantTensor transposed(int... permutation) {
    int rank = shape.length;
    int[] newShape = new int[rank];
    int[] strides = new int[rank];
    int stride = 1;
    int[] ownStrides = new int[rank];
    for (int d = rank - 1; d >= 0; d--) {
      ownStrides[d] = stride;
      stride *= shape[d];
    }
    for (int d = 0; d < rank; d++) {
      newShape[d] = shape[permutation[d]];
      strides[d] = ownStrides[permutation[d]];
    }
    float[] moved = new float[values.length];
    int[] index = new int[rank];
    for (int i = 0; i < moved.length; i++) {
      int from = 0;
      for (int d = 0; d < rank; d++) {
        from += index[d] * strides[d];
      }
      moved[i] = values[from];
      for (int d = rank - 1; d >= 0 && ++index[d] == newShape[d]; d--) {
        index[d] = 0;
      }
    }
    return new ConstantTensor(newShape, moved);
  }

  /** Indices from..to - 1 of one dimension. */
  ConstantTensor sliced(int axis, int from, int to) {
    int outer = (int) size(Arrays.copyOf(shape, axis));
    int inner = (int) size(Arrays.copyOfRange(shape, axis + 1, shape.length));
    int[] newShape = shape.clone();
    newShape[axis] = to - from;
    float[] cut = new float[(int) size(newShape)];
    int block = (to - from) * inner;
    for (int o = 0; o < outer; o++) {
      System.arraycopy(values, (o * shape[axis] + from) * inner, cut, o * block, block);
    }
    return new ConstantTensor(newShape, cut);
  }

  /** This one, then the other, along one dimension. */
  ConstantTensor joined(ConstantTensor other, int axis) {
    int outer = (int) size(Arrays.copyOf(shape, axis));
    int own = values.length / outer;
    int added = other.values.length / outer;
    int[] newShape = shape.clone();
    newShape[axis] += other.shape[axis];
    float[] joined = new float[values.length + other.values.length];
    for (int o = 0; o < outer; o++) {
      System.arraycopy(values, o * own, joined, o * (own + added), own);
      System.arraycopy(other.values, o * added, joined, o * (own + added) + own, added);
    }
    return new ConstantTensor(newShape, joined);
  }

  /** Multiplied by a scale for each index of one dimension, or by one for all. */
  ConstantTensor scaled(ConstantTensor scales, int axis) {
    int inner = (int) size(Arrays.copyOfRange(shape, axis + 1, shape.length));
    float[] product = new float[values.length];
    for (int i = 0; i < product.length; i++) {
      int s = scales.values.length == 1 ? 0 : i / inner % shape[axis];
      product[i] = values[i] * scales.values[s];
    }
    return new ConstantTensor(shape, product);
  }
}
