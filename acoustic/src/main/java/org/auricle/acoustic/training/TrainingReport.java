package org.auricle.acoustic.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.training.LineChart;
import org.auricle.engine.training.ReportPage;

/**
 * A page about a training: curves, epochs, examples, recipe. One HTML file that needs nothing else,
 * neither network nor scripts.
 */
final class TrainingReport {
  private static final int EXAMPLES = 12;

  private final TrainingConfig config;
  private final TrainingListener.Plan plan;
  private final List<EpochResult> history;
  private final Validator.Outcome outcome;
  private final EpochResult best;

  /**
   * A report.
   *
   * @param history at least one epoch
   * @param best of them
   * @param outcome of the last one
   */
  TrainingReport(
      TrainingConfig config,
      TrainingListener.Plan plan,
      List<EpochResult> history,
      EpochResult best,
      Validator.Outcome outcome) {
    this.config = config;
    this.plan = plan;
    this.history = List.copyOf(history);
    this.outcome = outcome;
    this.best = best;
  }

  /** Writes the page in place of an older one, never half of it. */
  void write(Path file) throws IOException {
    ReportPage.write(file, html());
  }

  String html() {
    return ReportPage.html(
        "Training report",
        """
        <p class="lead">Epoch %d of %d. Best so far: epoch %d.</p>
        %s<section class="charts">%s</section>
        <h2>Most errors</h2>%s
        <h2>A cross-section</h2>%s
        <h2>Epochs</h2>%s
        <h2>Data</h2>%s
        <h2>Recipe</h2><pre>%s</pre>
        """
            .formatted(
                history.size(),
                plan.epochs(),
                best.epoch(),
                figures(),
                charts(),
                worst(),
                crossSection(),
                epochs(),
                data(),
                TranscriptDiff.escape(TrainingConfigReader.toJson(config))));
  }

  private String figures() {
    double audio = history.stream().mapToDouble(EpochResult::audioSeconds).sum();
    double seconds = history.stream().mapToDouble(EpochResult::seconds).sum();
    return "<section class=\"figures\">"
        + ReportPage.figure(percent(best.words()), "word errors, dev")
        + ReportPage.figure(percent(best.characters()), "character errors, dev")
        + ReportPage.figure(format("%.3f", best.devLoss()), "loss a token, dev")
        + ReportPage.figure(format("%.2f M", plan.weights() / 1e6), "weights")
        + ReportPage.figure(format("%.0f ×", audio / Math.max(1e-9, seconds)), "real time")
        + ReportPage.figure(duration(seconds), "so far")
        + "</section>\n";
  }

  private String charts() {
    return new LineChart(
                "Loss",
                "−ln p a token",
                List.of(
                    line("train, augmented", EpochResult::trainLoss),
                    line("dev", EpochResult::devLoss)),
                best.epoch())
            .html()
        + new LineChart(
                "Errors",
                "% of the dev set",
                List.of(
                    line("words", r -> r.words().percent()),
                    line("characters", r -> r.characters().percent())),
                best.epoch())
            .html()
        + new LineChart(
                "Learning rate",
                "at the epoch's end",
                List.of(line("", EpochResult::learningRate)),
                0)
            .html()
        + new LineChart(
                "Speed",
                "× real time, validation included",
                List.of(line("", r -> r.audioSeconds() / Math.max(1e-9, r.seconds()))),
                0)
            .html();
  }

  private LineChart.Line line(String name, ToDoubleFunction<EpochResult> value) {
    return new LineChart.Line(name, history.stream().mapToDouble(value).toArray());
  }

  private String worst() {
    return examples(
        outcome.samples().stream()
            .sorted(Comparator.comparingInt(s -> -errors(s)))
            .limit(EXAMPLES)
            .toList());
  }

  private String crossSection() {
    List<Validator.Sample> all = outcome.samples();
    int step = Math.max(1, all.size() / EXAMPLES);
    return examples(
        IntStream.range(0, all.size())
            .filter(i -> i % step == 0)
            .limit(EXAMPLES)
            .mapToObj(all::get)
            .toList());
  }

  private static int errors(Validator.Sample sample) {
    return ErrorRate.ofWords(sample.reference(), sample.hypothesis()).errors();
  }

  private static String examples(List<Validator.Sample> samples) {
    StringBuilder rows = new StringBuilder("<table><thead>");
    rows.append(
        "<tr><th>Recording<th class=\"n\">Errors<th class=\"wide\">Said and <ins>heard</ins>");
    rows.append("</thead><tbody>");
    for (Validator.Sample s : samples) {
      rows.append(
          "<tr><td>%s<td class=\"n\">%d<td>%s\n"
              .formatted(
                  TranscriptDiff.escape(s.name()),
                  errors(s),
                  TranscriptDiff.html(s.reference(), s.hypothesis())));
    }
    return rows.append("</tbody></table>").toString();
  }

  private String epochs() {
    StringBuilder rows = new StringBuilder("<table><thead><tr>");
    for (String name :
        List.of(
            "Epoch",
            "Steps",
            "Learning rate",
            "Train loss",
            "Dev loss",
            "WER %",
            "CER %",
            "Seconds",
            "× real time",
            "Too short",
            "Skipped steps",
            "Unreadable")) {
      rows.append("<th class=\"n\">").append(name);
    }
    rows.append("</thead><tbody>");
    for (EpochResult r : history) {
      rows.append(r.epoch() == best.epoch() ? "<tr class=\"best\">" : "<tr>");
      for (String cell :
          List.of(
              "" + r.epoch(),
              "" + r.step(),
              format("%.2e", r.learningRate()),
              format("%.4f", r.trainLoss()),
              format("%.4f", r.devLoss()),
              format("%.2f", r.words().percent()),
              format("%.2f", r.characters().percent()),
              format("%.1f", r.seconds()),
              format("%.0f", r.audioSeconds() / Math.max(1e-9, r.seconds())),
              "" + r.tooShort(),
              "" + r.skippedSteps(),
              "" + r.unreadable())) {
        rows.append("<td class=\"n\">").append(cell);
      }
      rows.append('\n');
    }
    return rows.append("</tbody></table>").toString();
  }

  private String data() {
    return """
    <table><thead><tr><th><th class="n">Utterances<th class="n">Audio</thead><tbody>
    <tr><td>Train<td class="n">%d<td class="n">%s
    <tr><td>Dev<td class="n">%d<td class="n">%s
    <tr><td>Left out: a character has no token<td class="n">%d<td>
    <tr><td>Left out: too long<td class="n">%d<td>
    </tbody></table>
    """
        .formatted(
            plan.utterances(),
            duration(plan.audioSeconds()),
            plan.devUtterances(),
            duration(plan.devSeconds()),
            plan.unspellable(),
            plan.tooLong());
  }

  private static String percent(ErrorRate rate) {
    return format("%.2f %%", rate.percent());
  }

  private static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 600) {
      return s / 60 + ":" + format("%02d", s % 60) + " min";
    }
    return s < 36_000 ? s / 60 + " min" : s / 3_600 + " h";
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
