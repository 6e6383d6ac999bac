package org.auricle.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.auricle.engine.training.ReportPage;
import org.auricle.models.forecasting.Forecast;
import org.auricle.models.forecasting.Forecaster;
import org.auricle.models.forecasting.ForecasterFile;
import org.auricle.models.forecasting.TimeSeries;
import org.auricle.tools.report.ForecastPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What follows a series. */
@Command(
    name = "predict",
    description = {
      "Continue a series.",
      "",
      "Prints CSV: the dates to come, written as in the series, the forecast, and where its"
          + " interval begins and ends."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle forecast predict runs/streams streams.csv",
      "  auricle forecast predict runs/streams streams.csv --level 80 -o next.csv --html next.html"
    })
final class ForecastPredictCommand implements Callable<Integer> {

  @ParentCommand private ForecastCommand parent;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The folder of \"forecast train\", or its .safetensors file.")
  private Path model;

  @Parameters(index = "1", paramLabel = "FILE", description = "The series up to now.")
  private Path file;

  @Mixin private SeriesOptions options;

  @Mixin private IntervalLevel level;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write the CSV there instead of to standard output.")
  private Path out;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with a plot, too.")
  private Path html;

  @Override
  public Integer call() throws IOException {
    if (out != null) {
      TextFiles.requireWritable(out);
    }
    if (html != null) {
      TextFiles.requireWritable(html);
    }
    double share = level.share();
    Forecaster forecaster = ForecasterFile.read(model);
    TimeSeries series = options.read(file, parent.console());
    Forecast forecast = forecaster.next(series, share);
    String csv = csv(series, forecast);
    if (out == null) {
      parent.console().out().print(csv);
    } else {
      WholeFile.write(out, csv.getBytes(StandardCharsets.UTF_8));
    }
    if (html != null) {
      String page = ForecastPage.lead(forecaster, series);
      page += ForecastPage.next(series, forecast, share);
      ReportPage.write(html, ReportPage.html("Forecast", page));
    }
    return 0;
  }

  private static String csv(TimeSeries series, Forecast forecast) {
    StringBuilder csv = new StringBuilder();
    csv.append(quoted(series.dateName())).append(',');
    csv.append(quoted(series.name())).append(",low,high\n");
    for (int h = 0; h < forecast.values().length; h++) {
      String date = series.form().format(series.time(series.length() + h));
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%.6g,%.6g,%.6g\n",
              quoted(date),
              forecast.values()[h],
              forecast.low()[h],
              forecast.high()[h]));
    }
    return csv.toString();
  }

  private static String quoted(String text) {
    return text.matches("[^,;\"\t|\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
