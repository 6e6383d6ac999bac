package org.auricle.models.forecasting;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.auricle.models.table.DelimitedTable;
import org.auricle.models.table.TableException;

/** From a table's rows to a series without gaps, once it is known which columns are meant. */
final class SeriesRows {
  private static final Set<String> MISSING =
      Set.of("", "nan", "na", "n/a", "null", "none", "?", "-", ".");
  private static final int FEWEST = 3; // values
  private static final double MOST_MISSING = 0.25;

  /** A row that has a date. */
  private record Entry(LocalDateTime time, OptionalDouble value, int line) {}

  private SeriesRows() {}

  static boolean isMissing(String text) {
    return MISSING.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  static boolean isNumber(String text) {
    return number(text).isPresent();
  }

  private static OptionalDouble number(String text) {
    String plain = text.strip();
    if (plain.matches("[+-]?\\d+,\\d+")) {
      plain = plain.replace(',', '.');
    }
    try {
      double number = Double.parseDouble(plain);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /**
   * The series that rows give.
   *
   * @param remarks receives what was put right
   * @throws TableException naming the line of what cannot be
   */
  static TimeSeries series(
      DelimitedTable table, DateForm form, int dates, int values, List<String> remarks)
      throws TableException {
    List<Entry> entries = new ArrayList<>();
    for (DelimitedTable.Row row : table.rows()) {
      entries.add(entry(table, row, form, dates, values));
    }
    sort(table, entries, remarks);
    List<Entry> single = withoutRepeated(table, form, entries, remarks);
    if (single.size() < FEWEST) {
      throw new TableException(
          table.source(), single.size() + " rows (expected: at least " + FEWEST + ")");
    }
    TimeGrid grid = TimeGrid.of(single.stream().map(Entry::time).toList());
    String name = table.columns().get(values);
    String dateName = table.columns().get(dates);
    return filled(table.source(), name, dateName, form, grid, single, remarks);
  }

  private static Entry entry(
      DelimitedTable table, DelimitedTable.Row row, DateForm form, int dates, int values)
      throws TableException {
    String text = row.values().get(dates);
    LocalDateTime time =
        form.parse(text)
            .orElseThrow(
                () ->
                    new TableException(
                        table.source(),
                        row.line(),
                        "date: " + text + " (expected: one like " + form.pattern() + ")"));
    String number = row.values().get(values);
    OptionalDouble value = isMissing(number) ? OptionalDouble.empty() : number(number);
    if (value.isEmpty() && !isMissing(number)) {
      throw new TableException(
          table.source(),
          row.line(),
          table.columns().get(values) + ": " + number + " (expected: a number)");
    }
    return new Entry(time, value, row.line());
  }

  private static void sort(DelimitedTable table, List<Entry> entries, List<String> remarks) {
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).time().isBefore(entries.get(i - 1).time())) {
        remarks.add(
            "%s:%d: earlier than the row before it; rows are sorted"
                .formatted(table.source(), entries.get(i).line()));
      }
    }
    entries.sort(Comparator.comparing(Entry::time));
  }

  private static List<Entry> withoutRepeated(
      DelimitedTable table, DateForm form, List<Entry> entries, List<String> remarks)
      throws TableException {
    List<Entry> single = new ArrayList<>();
    for (Entry entry : entries) {
      Entry before = single.isEmpty() ? null : single.get(single.size() - 1);
      if (before == null || !before.time().equals(entry.time())) {
        single.add(entry);
      } else if (before.value().equals(entry.value())) {
        remarks.add(
            "%s:%d: %s again, as in line %d; left out"
                .formatted(table.source(), entry.line(), form.format(entry.time()), before.line()));
      } else {
        throw new TableException(
            table.source(),
            entry.line(),
            "%s again, with another value than in line %d (expected: one value a date)"
                .formatted(form.format(entry.time()), before.line()));
      }
    }
    return single;
  }

  private static TimeSeries filled(
      String source,
      String name,
      String dateName,
      DateForm form,
      TimeGrid grid,
      List<Entry> entries,
      List<String> remarks)
      throws TableException {
    OptionalLong last = grid.index(entries.get(entries.size() - 1).time());
    long length = last.isPresent() ? last.getAsLong() + 1 : entries.size();
    if (entries.get(0).value().isEmpty()) {
      throw new TableException(
          source, entries.get(0).line(), name + ": missing (expected: the first value is there)");
    }
    double missing = 1 - (double) entries.size() / length;
    if (missing > MOST_MISSING) {
      throw new TableException(
          source,
          String.format(
              Locale.ROOT,
              "every %s, %.0f %% of the dates are missing (expected: at most %.0f %%)",
              grid.step(),
              100 * missing,
              100 * MOST_MISSING));
    }
    double[] values = new double[(int) length];
    Arrays.fill(values, Double.NaN);
    int next = 0;
    for (Entry entry : entries) {
      int index = index(source, form, grid, entry);
      if (index > next) {
        remarks.add(
            "%s:%d: gap, %d of %s missing before %s; the value before it is carried on"
                .formatted(
                    source, entry.line(), index - next, grid.step(), form.format(entry.time())));
      }
      if (entry.value().isEmpty()) {
        remarks.add(
            "%s:%d: %s missing; the value before it is carried on"
                .formatted(source, entry.line(), name));
      }
      values[index] = entry.value().orElse(Double.NaN);
      next = index + 1;
    }
    boolean[] filled = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      filled[i] = Double.isNaN(values[i]);
      values[i] = filled[i] ? values[i - 1] : values[i];
    }
    return new TimeSeries(source, name, dateName, form, grid, values, filled, remarks);
  }

  private static int index(String source, DateForm form, TimeGrid grid, Entry entry)
      throws TableException {
    return (int)
        grid.index(entry.time())
            .orElseThrow(
                () ->
                    new TableException(
                        source,
                        entry.line(),
                        "%s: between two steps (expected: every %s from %s on)"
                            .formatted(
                                form.format(entry.time()),
                                grid.step(),
                                form.format(grid.first()))));
  }
}
