package org.auricle.models.forecasting;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * Values at regular times.
 *
 * @param source where it was read
 * @param name of the value's column
 * @param dateName of the date's column
 * @param form how dates are written
 * @param grid times; index 0 is the first value's
 * @param values finite
 * @param filled whether a value was missing and is that before it
 * @param remarks what was put right, with lines
 */
public record TimeSeries(
    String source,
    String name,
    String dateName,
    DateForm form,
    TimeGrid grid,
    double[] values,
    boolean[] filled,
    List<String> remarks) {

  /** Number of values. */
  public int length() {
    return values.length;
  }

  /** The time of a value, or of one to come. */
  public LocalDateTime time(int index) {
    return grid.at(index);
  }

  /** The first so many values. */
  public TimeSeries head(int count) {
    return new TimeSeries(
        source,
        name,
        dateName,
        form,
        grid,
        Arrays.copyOf(values, count),
        Arrays.copyOf(filled, count),
        remarks);
  }
}
