package org.auricle.tools;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Looks for the smallest value of a function of a few numbers, some of them at the same time flat
 * and full of steps, as error rates are: pattern search (Hooke and Jeeves 1961) that tries each
 * number up and down and halves its steps when nothing helps. Deterministic.
 */
final class PatternSearch {
  private final double[] step; // [n] of each number, to begin with
  private final double[] least; // [n]
  private final int halvings;

  /**
   * A search.
   *
   * @param step [n] first step of each number
   * @param least [n] smallest value of each number
   * @param halvings times that the steps are halved
   */
  PatternSearch(double[] step, double[] least, int halvings) {
    this.step = step;
    this.least = least;
    this.halvings = halvings;
  }

  /** The numbers with the smallest value found; those given if none is smaller. */
  double[] minimize(double[] start, ToDoubleFunction<double[]> function) {
    Map<String, Double> known = new HashMap<>();
    ToDoubleFunction<double[]> once =
        x -> known.computeIfAbsent(Arrays.toString(x), key -> function.applyAsDouble(x));
    double[] best = start.clone();
    double smallest = once.applyAsDouble(best);
    double scale = 1;
    for (int h = 0; h <= halvings; ) {
      boolean improved = false;
      for (int i = 0; i < best.length; i++) {
        for (int sign = 1; sign >= -1; sign -= 2) {
          double[] trial = best.clone();
          trial[i] = Math.max(least[i], trial[i] + sign * scale * step[i]);
          double value = once.applyAsDouble(trial);
          if (value < smallest) {
            best = trial;
            smallest = value;
            improved = true;
            break;
          }
        }
      }
      if (!improved) {
        scale /= 2;
        h++;
      }
    }
    return best;
  }
}
