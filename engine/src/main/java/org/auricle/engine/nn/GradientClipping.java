package org.auricle.engine.nn;

import org.auricle.engine.math.VectorMath;

/** Clipping by global norm (Pascanu et al. 2013). */
public final class GradientClipping {
  private GradientClipping() {}

  /** The Euclidean norm of all gradients together; NaN or infinite if any value is. */
  public static double globalNorm(ParameterSet parameters) {
    double sum = 0;
    for (Parameter p : parameters) {
      sum += VectorMath.sumOfSquares(p.size(), p.grad(), 0);
    }
    return Math.sqrt(sum);
  }

  /** What gradients are multiplied by, so that their norm is at most limit. */
  public static double scale(double norm, double limit) {
    return norm > limit ? limit / norm : 1;
  }
}
