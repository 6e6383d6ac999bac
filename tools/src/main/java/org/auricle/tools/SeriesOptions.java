package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import org.auricle.models.forecasting.SeriesReader;
import org.auricle.models.forecasting.TimeSeries;
import picocli.CommandLine.Option;

/** Where in a table a series stands. */
final class SeriesOptions {

  @Option(
      names = "--date",
      paramLabel = "NAME",
      description = "Column of the dates (default: the first whose texts are dates).")
  private String date = "";

  @Option(
      names = "--value",
      paramLabel = "NAME",
      description = "Column of the values (default: the only one of numbers).")
  private String value = "";

  @Option(
      names = "--date-format",
      paramLabel = "PATTERN",
      description = "How dates are written, as in dd.MM.uuuu HH:mm (default: found out).")
  private String pattern = "";

  /** Reads it, and says what was put right. */
  TimeSeries read(Path file, Console console) throws IOException {
    TimeSeries series = new SeriesReader(date, value, pattern).read(TextFiles.notFolder(file));
    series.remarks().forEach(console::note);
    return series;
  }
}
