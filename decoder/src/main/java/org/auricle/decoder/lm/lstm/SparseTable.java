package org.auricle.decoder.lm.lstm;

import java.util.Arrays;
import org.auricle.engine.math.VectorMath;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.Parameter;

/**
 * A table with a row for each symbol, of which a step of training touches few: gradients are kept,
 * cleared and applied by the rows touched alone (as TensorFlow's LazyAdam does). Not thread-safe.
 */
final class SparseTable {
  private final Parameter parameter; // [V x width]
  private final int width;
  private final float[] first; // AdamW's moments
  private final float[] second;
  private final boolean[] isTouched;
  private final int[] touched;
  private int count;

  SparseTable(String name, int rows, int width) {
    this.parameter = width == 1 ? Parameter.zeros(name, rows) : Parameter.zeros(name, rows, width);
    this.width = width;
    first = new float[rows * width];
    second = new float[rows * width];
    isTouched = new boolean[rows];
    touched = new int[rows];
  }

  Parameter parameter() {
    return parameter;
  }

  float[] value() {
    return parameter.value();
  }

  float[] firstMoment() {
    return first;
  }

  float[] secondMoment() {
    return second;
  }

  int width() {
    return width;
  }

  /** Adds alpha * x to the gradient of a row. */
  void add(int row, float alpha, float[] x, int xOff) {
    touch(row);
    VectorMath.axpy(width, alpha, x, xOff, parameter.grad(), row * width);
  }

  private void touch(int row) {
    if (!isTouched[row]) {
      isTouched[row] = true;
      touched[count++] = row;
    }
  }

  /** The sum of the gradient's squares. */
  double sumOfSquares() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += VectorMath.sumOfSquares(width, parameter.grad(), touched[i] * width);
    }
    return sum;
  }

  /** One step of AdamW, without decay, for the rows touched, whose gradients are then cleared. */
  void step(double learningRate, double gradScale, AdamW.Options options, long step) {
    float bias1 = (float) (1 - Math.pow(options.beta1(), step));
    float bias2 = (float) (1 - Math.pow(options.beta2(), step));
    for (int i = 0; i < count; i++) {
      int at = touched[i] * width;
      VectorMath.adamW(
          width,
          parameter.value(),
          at,
          parameter.grad(),
          at,
          first,
          second,
          at,
          (float) learningRate,
          (float) options.beta1(),
          (float) options.beta2(),
          (float) options.epsilon(),
          0f,
          bias1,
          bias2,
          (float) gradScale);
    }
    clear();
  }

  /** Forgets the gradient. */
  void clear() {
    for (int i = 0; i < count; i++) {
      int row = touched[i];
      isTouched[row] = false;
      Arrays.fill(parameter.grad(), row * width, (row + 1) * width, 0f);
    }
    count = 0;
  }
}
