package org.auricle.engine.nn;

import java.util.SplittableRandom;

/** Random starting weights. */
final class Initializers {
  private Initializers() {}

  /** Uniform in [-bound, bound). */
  static void uniform(float[] weights, double bound, SplittableRandom random) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
  }
}
