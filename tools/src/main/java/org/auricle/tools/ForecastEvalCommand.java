package org.auricle.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.auricle.engine.training.ReportPage;
import org.auricle.models.forecasting.ForecastEvaluation;
import org.auricle.models.forecasting.ForecastEvaluation.Figures;
import org.auricle.models.forecasting.ForecastEvaluation.Method;
import org.auricle.models.forecasting.Forecaster;
import org.auricle.models.forecasting.ForecasterFile;
import org.auricle.models.forecasting.TimeSeries;
import org.auricle.tools.report.ForecastPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How well a forecaster does. */
@Command(
    name = "eval",
    description = {
      "Measure a forecaster on what follows the values that it has learned from.",
      "",
      "Each value is forecast from all before it, and likewise by the last value, the value a"
          + " season before, and a linear autoregression."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle forecast eval runs/streams streams.csv",
      "  auricle forecast eval runs/streams streams.csv --step 12 --json --html page.html"
    })
final class ForecastEvalCommand implements Callable<Integer> {

  @ParentCommand private ForecastCommand parent;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The folder of \"forecast train\", or its .safetensors file.")
  private Path model;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "The series: what was learned from, and what follows.")
  private Path file;

  @Mixin private SeriesOptions options;

  @Mixin private IntervalLevel level;

  @Option(
      names = "--step",
      paramLabel = "N",
      description = "Steps ahead to print figures of (default: ${DEFAULT-VALUE}).")
  private int step = 1;

  @Option(names = "--json", description = "Print one JSON object, of all steps ahead.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page, too.")
  private Path html;

  @Override
  public Integer call() throws IOException {
    if (html != null) {
      TextFiles.requireWritable(html);
    }
    Forecaster forecaster = ForecasterFile.read(model);
    TimeSeries series = options.read(file, parent.console());
    int from = firstNotLearned(forecaster, series);
    ForecastEvaluation evaluation = ForecastEvaluation.of(forecaster, series, from, level.share());
    if (step < 1 || step > evaluation.steps().size()) {
      throw new InputException(
          "--step: " + step + " (expected: 1.." + evaluation.steps().size() + ")");
    }
    PrintStream out = parent.console().out();
    out.println(json ? Json.line(object(evaluation)) : text(evaluation));
    if (html != null) {
      String page = ForecastPage.lead(forecaster, series);
      page += ForecastPage.evaluation(series, evaluation);
      ReportPage.write(html, ReportPage.html("Forecaster", page));
    }
    return 0;
  }

  private static int firstNotLearned(Forecaster forecaster, TimeSeries series) {
    if (!series.grid().equals(forecaster.grid())) {
      throw new InputException(
          "%s: begins at %s, a value every %s (expected: as learned, at %s, every %s)"
              .formatted(
                  series.source(),
                  series.time(0),
                  series.grid().step(),
                  forecaster.grid().first(),
                  forecaster.grid().step()));
    }
    return forecaster.learned();
  }

  private String text(ForecastEvaluation evaluation) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-34s %10s %10s %9s  %s%n",
            step + (step == 1 ? " step ahead" : " steps ahead"),
            "RMSE",
            "MAE",
            "MAPE",
            String.format(Locale.ROOT, "within %.0f %%", 100 * evaluation.level())));
    evaluation
        .steps()
        .get(step - 1)
        .forEach(
            (method, f) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%-34s %10.4g %10.4g %9s  %s%n",
                        method.words(),
                        f.rmse(),
                        f.mae(),
                        percent(f.mape()),
                        percent(f.coverage()))));
    return text.append('\n').append(ForecastPage.verdict(evaluation)).toString();
  }

  private static String percent(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f %%", value);
  }

  private static ObjectNode object(ForecastEvaluation evaluation) {
    ObjectNode node = Json.object();
    node.put("level", evaluation.level());
    node.put("best", evaluation.best().name());
    ArrayNode steps = node.putArray("steps");
    for (Map<Method, Figures> step : evaluation.steps()) {
      ObjectNode methods = steps.addObject();
      step.forEach(
          (method, f) -> {
            ObjectNode figures = methods.putObject(method.name());
            put(figures, "rmse", f.rmse());
            put(figures, "mae", f.mae());
            put(figures, "mape", f.mape());
            put(figures, "coverage", f.coverage());
            put(figures, "width", f.width());
            figures.put("values", f.values());
          });
    }
    return node;
  }

  private static void put(ObjectNode node, String name, double value) {
    if (!Double.isNaN(value)) {
      node.put(name, value);
    }
  }
}
