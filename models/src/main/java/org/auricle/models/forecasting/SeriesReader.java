package org.auricle.models.forecasting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.auricle.models.table.DelimitedTable;
import org.auricle.models.table.TableException;

/**
 * Reads a series from a table with a column of dates. What can be put right is, and remarked upon
 * with its line: rows out of order are sorted, repeated ones dropped, and missing values are those
 * before them, never those behind, which nobody knew then.
 *
 * @param date name of the date's column; blank for the first whose texts are all dates
 * @param value name of the value's column; blank for the only one of numbers
 * @param pattern of the dates; blank to find it out
 */
public record SeriesReader(String date, String value, String pattern) {
  /** Finds everything out. */
  public static final SeriesReader DEFAULT = new SeriesReader("", "", "");

  private static final int MOST_REMARKS = 20;

  /**
   * Reads a file.
   *
   * @throws TableException naming file and line of what is wrong
   */
  public TimeSeries read(Path file) throws IOException {
    return of(DelimitedTable.read(file));
  }

  TimeSeries of(DelimitedTable table) throws TableException {
    int dates = dateColumn(table);
    int values = valueColumn(table, dates);
    List<String> remarks = new ArrayList<>();
    TimeSeries best = null;
    TableException problem = null;
    for (DateForm form : forms(table, dates)) {
      List<String> found = new ArrayList<>();
      try {
        TimeSeries series = SeriesRows.series(table, form, dates, values, found);
        if (best == null || gaps(series) < gaps(best)) {
          best = series;
          remarks = found;
        }
      } catch (TableException e) {
        problem = problem == null ? e : problem;
      }
    }
    if (best == null) {
      throw problem;
    }
    return shortened(best, remarks);
  }

  private static long gaps(TimeSeries series) {
    int gaps = 0;
    for (boolean filled : series.filled()) {
      gaps += filled ? 1 : 0;
    }
    return gaps;
  }

  private static TimeSeries shortened(TimeSeries series, List<String> remarks) {
    List<String> some = new ArrayList<>(remarks.stream().limit(MOST_REMARKS).toList());
    if (remarks.size() > some.size()) {
      some.add("and " + (remarks.size() - some.size()) + " more remarks");
    }
    return new TimeSeries(
        series.source(),
        series.name(),
        series.dateName(),
        series.form(),
        series.grid(),
        series.values(),
        series.filled(),
        List.copyOf(some));
  }

  private int dateColumn(DelimitedTable table) throws TableException {
    if (!date.isBlank()) {
      return table.column(date);
    }
    for (int c = 0; c < table.columns().size(); c++) {
      if (!DateForm.of(sample(table, c)).isEmpty()) {
        return c;
      }
    }
    throw new TableException(
        table.source(), "no column of dates among " + table.columns() + " (expected: one)");
  }

  /** Some texts of a column are enough to tell what it is. */
  private static List<String> sample(DelimitedTable table, int column) {
    int step = Math.max(1, table.rows().size() / 50);
    List<String> sample = new ArrayList<>();
    for (int r = 0; r < table.rows().size(); r += step) {
      sample.add(table.rows().get(r).values().get(column));
    }
    return sample;
  }

  private int valueColumn(DelimitedTable table, int dates) throws TableException {
    if (!value.isBlank()) {
      return table.column(value);
    }
    List<Integer> numeric = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      int column = c;
      boolean numbers =
          c != dates
              && sample(table, c).stream()
                  .allMatch(text -> SeriesRows.isMissing(text) || SeriesRows.isNumber(text))
              && table.rows().stream()
                  .anyMatch(row -> SeriesRows.isNumber(row.values().get(column)));
      if (numbers) {
        numeric.add(c);
      }
    }
    if (numeric.size() != 1) {
      throw new TableException(
          table.source(),
          1,
          "%d columns of numbers among %s (expected: one, or its name by --value)"
              .formatted(numeric.size(), table.columns()));
    }
    return numeric.get(0);
  }

  private List<DateForm> forms(DelimitedTable table, int dates) throws TableException {
    if (!pattern.isBlank()) {
      return List.of(new DateForm(pattern).require());
    }
    List<DateForm> forms = DateForm.of(sample(table, dates));
    if (forms.isEmpty()) {
      throw new TableException(
          table.source(),
          "column %s: no dates (expected: dates, or their pattern by --date-format)"
              .formatted(table.columns().get(dates)));
    }
    return forms;
  }
}
