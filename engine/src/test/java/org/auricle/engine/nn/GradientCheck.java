package org.auricle.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.assertj.core.data.Offset;

/** Central finite differences: an oracle that knows nothing of backward passes. */
final class GradientCheck {
  private static final float STEP = 1e-2f;

  private GradientCheck() {}

  static float[] random(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  /** sum_i weights_i values_i: a loss whose gradient with respect to values is weights. */
  static double weighted(float[] values, float[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (double) values[i] * weights[i];
    }
    return sum;
  }

  /** Requires that the gradient of each value is the slope of the loss there. */
  static void check(String name, float[] values, float[] gradient, DoubleSupplier loss) {
    for (int i = 0; i < values.length; i++) {
      float kept = values[i];
      // Richardson's extrapolation of two central differences: error of fourth order.
      double wide = slope(values, i, kept, 2 * STEP, loss);
      double narrow = slope(values, i, kept, STEP, loss);
      values[i] = kept;
      double numeric = (4 * narrow - wide) / 3;
      assertThat((double) gradient[i])
          .as("%s[%d]", name, i)
          .isCloseTo(numeric, Offset.offset(2e-3 + 5e-3 * Math.abs(numeric)));
    }
  }

  private static double slope(float[] values, int i, float at, float step, DoubleSupplier loss) {
    values[i] = at + step;
    double high = loss.getAsDouble();
    values[i] = at - step;
    double low = loss.getAsDouble();
    return (high - low) / (2.0 * step);
  }
}
