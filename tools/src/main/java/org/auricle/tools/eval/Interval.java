package org.auricle.tools.eval;

import java.util.Locale;

/**
 * Where a figure would lie in 95 of 100 evaluations like this one.
 *
 * @param low percent, or in the figure's own unit
 * @param high the same
 */
public record Interval(double low, double high) {

  /** "12.3 .. 15.6". */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f .. %.2f", low, high);
  }
}
