package org.auricle.models.forecasting;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a series that ends at an origin, and what followed.
 *
 * @param origin index of the last value known
 * @param length values that are seen, W
 * @param features [F] of a linear forecast
 * @param targets [H] scaled differences from the anchors; NaN where the value was filled in or lies
 *     behind the end
 */
record Window(int origin, int length, double[] features, double[] targets) {

  /**
   * The windows that have a target in a range; none has one behind it, or before it.
   *
   * @param z scaled values
   * @param from first index of a target
   * @param to index behind the last
   */
  static List<Window> in(
      Representation seen, double[] z, boolean[] filled, int horizon, int from, int to) {
    List<Window> windows = new ArrayList<>();
    for (int origin = Math.max(from, seen.history()) - 1; origin + 1 < to; origin++) {
      boolean some = false;
      double[] targets = new double[horizon];
      for (int h = 1; h <= horizon; h++) {
        boolean there = origin + h < to && !filled[origin + h];
        targets[h - 1] = there ? z[origin + h] - seen.anchorValue(z, origin, h) : Double.NaN;
        some |= there;
      }
      if (some) {
        windows.add(new Window(origin, seen.window(), seen.features(z, origin, origin), targets));
      }
    }
    return windows;
  }
}
