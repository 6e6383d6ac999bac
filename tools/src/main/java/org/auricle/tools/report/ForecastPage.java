package org.auricle.tools.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.auricle.engine.training.LineChart;
import org.auricle.engine.training.ReportPage;
import org.auricle.models.forecasting.Forecast;
import org.auricle.models.forecasting.ForecastEpoch;
import org.auricle.models.forecasting.ForecastEvaluation;
import org.auricle.models.forecasting.ForecastEvaluation.Figures;
import org.auricle.models.forecasting.ForecastEvaluation.Method;
import org.auricle.models.forecasting.Forecaster;
import org.auricle.models.forecasting.TimeSeries;
import org.auricle.tools.picture.HtmlPage;

/** A forecaster's training, how well it does, and what it expects, as one page. */
public final class ForecastPage {
  private static final int SHOWN = 300; // values of a chart at most, the last ones

  private ForecastPage() {}

  /** What the series is, and how it is looked at. */
  public static String lead(Forecaster model, TimeSeries series) {
    StringBuilder html = new StringBuilder("<p class=\"lead\">");
    html.append(
        HtmlPage.escape(
            format(
                "%s: %,d values of %s, one every %s. %s. Seen: %s.",
                Path.of(series.source()).getFileName(),
                series.length(),
                series.name(),
                series.grid().step(),
                model.season() > 1 ? "Season: " + model.season() + " steps" : "No season",
                model.describe())));
    html.append("</p>\n");
    for (String remark : series.remarks()) {
      html.append("<p class=\"lead\">").append(HtmlPage.escape(remark)).append("</p>\n");
    }
    return html.toString();
  }

  /** Who forecasts best, in a sentence that flatters nobody. */
  public static String verdict(ForecastEvaluation evaluation) {
    Method best = evaluation.best();
    Figures own = evaluation.next().get(Method.LSTM);
    Figures linear = evaluation.next().get(Method.AUTOREGRESSION);
    double naive = evaluation.next().get(Method.NAIVE).rmse();
    if (naive <= own.rmse() && naive <= linear.rmse()) {
      return format(
          "One step ahead the last value is as good (RMSE %.4g) as the forecaster (%.4g): there is"
              + " nothing to learn here.",
          naive, own.rmse());
    }
    double gain = evaluation.below(Method.AUTOREGRESSION);
    if (best == Method.LSTM) {
      return format(
          "One step ahead the forecaster is best: its RMSE of %.4g is %.1f %% below that of a"
              + " linear autoregression (%.4g).",
          own.rmse(), gain, linear.rmse());
    }
    if (best == Method.LINEAR_PART) {
      return format(
          "One step ahead the forecaster's linear part alone is better (RMSE %.4g) than with the"
              + " LSTMs (%.4g): they are not worth their while here.",
          evaluation.next().get(best).rmse(), own.rmse());
    }
    return format(
        "One step ahead the forecaster is not the best: %s has an RMSE of %.4g, the forecaster"
            + " %.4g. Use that instead.",
        best.words(), evaluation.next().get(best).rmse(), own.rmse());
  }

  /** How well it does. */
  public static String evaluation(TimeSeries series, ForecastEvaluation evaluation) {
    StringBuilder html = new StringBuilder("<h2>On values not learned from</h2>");
    Figures own = evaluation.next().get(Method.LSTM);
    html.append("<div class=\"figures\">");
    html.append(ReportPage.figure(format("%.4g", own.rmse()), "RMSE, one step ahead"));
    html.append(ReportPage.figure(format("%.4g", own.mae()), "MAE"));
    html.append(ReportPage.figure(percent(own.mape()), "MAPE"));
    html.append(
        ReportPage.figure(
            percent(own.coverage()),
            format("within the %.0f %% interval", 100 * evaluation.level())));
    html.append("</div>\n<p>").append(HtmlPage.escape(verdict(evaluation))).append("</p>\n");
    html.append(rolling(series, evaluation));
    for (int step : steps(evaluation.steps().size())) {
      table(html, evaluation, step);
    }
    return html.toString();
  }

  /** The first step ahead, one in the middle and the last. */
  private static int[] steps(int count) {
    return Arrays.stream(new int[] {1, (count + 1) / 2, count}).distinct().toArray();
  }

  private static String rolling(TimeSeries series, ForecastEvaluation evaluation) {
    int first = Math.max(evaluation.from(), series.length() - SHOWN);
    int count = series.length() - first;
    List<String> labels = new ArrayList<>();
    double[][] curves = new double[4][count];
    for (int i = 0; i < count; i++) {
      Forecast forecast = evaluation.rolling().get(first + i - evaluation.from());
      labels.add(series.form().format(series.time(first + i)));
      curves[0][i] = series.filled()[first + i] ? Double.NaN : series.values()[first + i];
      curves[1][i] = forecast.values()[0];
      curves[2][i] = forecast.low()[0];
      curves[3][i] = forecast.high()[0];
    }
    return new SeriesChart(
            "One step ahead",
            format("%s, with %.0f %% intervals", series.name(), 100 * evaluation.level()),
            labels,
            curves[0],
            curves[1],
            curves[2],
            curves[3])
        .html();
  }

  private static void table(StringBuilder html, ForecastEvaluation evaluation, int step) {
    Map<Method, Figures> figures = evaluation.steps().get(step - 1);
    double least = figures.values().stream().mapToDouble(Figures::rmse).min().orElse(0);
    html.append(
        format(
            "<h2>%d step%s ahead</h2><table><thead><tr><th>who</th><th class=\"n\">RMSE</th><th"
                + " class=\"n\">MAE</th><th class=\"n\">MAPE</th><th class=\"n\">within the"
                + " interval</th><th class=\"n\">its mean width</th></tr></thead>\n",
            step, step == 1 ? "" : "s"));
    figures.forEach(
        (method, f) ->
            html.append(
                format(
                    "<tr%s><td>%s</td><td class=\"n\">%.4g</td><td class=\"n\">%.4g</td><td"
                        + " class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>"
                        + "</tr>\n",
                    f.rmse() == least ? " class=\"best\"" : "",
                    HtmlPage.escape(method.words()),
                    f.rmse(),
                    f.mae(),
                    percent(f.mape()),
                    percent(f.coverage()),
                    Double.isNaN(f.width()) ? "" : format("%.4g", f.width()))));
    html.append("</table>\n");
    if (step == 1) {
      html.append(
          format(
              "<p class=\"lead\">The linear autoregression sees the lags %s, chosen by BIC.</p>\n",
              Arrays.toString(evaluation.lags())));
    }
  }

  private static String percent(double value) {
    return Double.isNaN(value) ? "" : format("%.1f %%", value);
  }

  /** How a training went. */
  public static String training(Forecaster model, List<ForecastEpoch> epochs) {
    int last = epochs.stream().mapToInt(ForecastEpoch::epoch).max().orElse(0);
    double[] errors = new double[last];
    double[] losses = new double[last];
    for (int e = 1; e <= last; e++) {
      int epoch = e;
      errors[e - 1] =
          epochs.stream()
              .filter(x -> x.epoch() == epoch)
              .mapToDouble(ForecastEpoch::validationError)
              .average()
              .orElse(Double.NaN);
      losses[e - 1] =
          epochs.stream()
              .filter(x -> x.epoch() == epoch)
              .mapToDouble(ForecastEpoch::trainLoss)
              .average()
              .orElse(Double.NaN);
    }
    String charts =
        new LineChart("Loss", "Huber, learned", List.of(new LineChart.Line("", losses)), 0).html()
            + new LineChart(
                    "Validation",
                    "squared error, linear part alone = 1",
                    List.of(new LineChart.Line("", errors)),
                    0)
                .html();
    return format(
        "<h2>Training</h2><div class=\"charts\">%s</div><p class=\"lead\">Means over the %d"
            + " networks still learning at an epoch. By the validation part their answers are"
            + " multiplied by %.1f one step ahead, by %.1f at the last (0: the linear part alone"
            + " forecasts).</p>\n",
        charts, model.members(), model.trust()[0], model.trust()[model.horizon() - 1]);
  }

  /**
   * What is expected next.
   *
   * @param level of the intervals, 0..1
   */
  public static String next(TimeSeries series, Forecast forecast, double level) {
    int horizon = forecast.values().length;
    int before = Math.min(series.length(), Math.max(60, 4 * horizon));
    int count = before + horizon;
    List<String> labels = new ArrayList<>();
    double[][] curves = new double[4][count];
    for (double[] curve : curves) {
      Arrays.fill(curve, Double.NaN);
    }
    for (int i = 0; i < count; i++) {
      int at = series.length() - before + i;
      labels.add(series.form().format(series.time(at)));
      if (i < before) {
        curves[0][i] = series.filled()[at] ? Double.NaN : series.values()[at];
      } else {
        curves[1][i] = forecast.values()[i - before];
        curves[2][i] = forecast.low()[i - before];
        curves[3][i] = forecast.high()[i - before];
      }
    }
    return new SeriesChart(
            "What is expected",
            format("%s, with %.0f %% intervals", series.name(), 100 * level),
            labels,
            curves[0],
            curves[1],
            curves[2],
            curves[3])
        .html();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
