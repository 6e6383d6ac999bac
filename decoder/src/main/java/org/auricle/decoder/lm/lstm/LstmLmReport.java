package org.auricle.decoder.lm.lstm;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.auricle.engine.training.LineChart;
import org.auricle.engine.training.ReportPage;

/** A page about a training: curves and figures by validation. */
final class LstmLmReport {
  private LstmLmReport() {}

  /** The page; there is at least one validation. */
  static String html(LstmLmConfig config, LstmLmTraining training, LstmLmProgress progress) {
    LstmLmProgress.Validation best = progress.validations().get(progress.best());
    StringBuilder body = new StringBuilder();
    body.append(
        format(
            "<p class=\"lead\">Epoch %.2f of %.2f.</p>",
            (double) progress.updates() / progress.updatesPerEpoch(), training.epochs()));
    body.append("<section class=\"figures\">")
        .append(ReportPage.figure(format("%.2f", best.devPerplexity()), "perplexity, dev, best"))
        .append(ReportPage.figure(format("%.2f", best.epoch()), "epochs until then"))
        .append(ReportPage.figure(format("%,d", config.vocabulary()), "symbols"))
        .append(
            ReportPage.figure(
                config.layers() + " × " + config.hidden(),
                "LSTM on embeddings of " + config.embedding()))
        .append("</section><section class=\"charts\">")
        .append(perplexities(progress))
        .append(
            new LineChart(
                    "Learning rate",
                    "by validation",
                    List.of(line("", progress, LstmLmProgress.Validation::learningRate)),
                    0)
                .html())
        .append("</section><h2>Validations</h2>")
        .append(table(progress));
    return ReportPage.html("Training of a language model", body.toString());
  }

  private static String perplexities(LstmLmProgress progress) {
    return new LineChart(
            "Perplexity",
            "by validation; train: of the sampled softmax",
            List.of(
                line("train", progress, LstmLmProgress.Validation::trainPerplexity),
                line("dev", progress, LstmLmProgress.Validation::devPerplexity)),
            progress.best() + 1)
        .html();
  }

  private static LineChart.Line line(
      String name, LstmLmProgress progress, ToDoubleFunction<LstmLmProgress.Validation> value) {
    return new LineChart.Line(name, progress.validations().stream().mapToDouble(value).toArray());
  }

  private static String table(LstmLmProgress progress) {
    StringBuilder rows = new StringBuilder("<table><thead><tr>");
    for (String name : List.of("Epoch", "Train", "Dev", "Learning rate")) {
      rows.append("<th class=\"n\">").append(name);
    }
    rows.append("</thead><tbody>");
    for (int i = 0; i < progress.validations().size(); i++) {
      LstmLmProgress.Validation v = progress.validations().get(i);
      rows.append(i == progress.best() ? "<tr class=\"best\">" : "<tr>");
      rows.append(
          format(
              "<td class=\"n\">%.2f<td class=\"n\">%.2f<td class=\"n\">%.2f<td class=\"n\">%.2e%n",
              v.epoch(), v.trainPerplexity(), v.devPerplexity(), v.learningRate()));
    }
    return rows.append("</tbody></table>").toString();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
