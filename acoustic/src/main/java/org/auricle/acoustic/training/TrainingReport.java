package org.auricle.acoustic.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.auricle.engine.recognition.ErrorRate;

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
   * @param outcome of the last one
   */
  TrainingReport(
      TrainingConfig config,
      TrainingListener.Plan plan,
      List<EpochResult> history,
      Validator.Outcome outcome) {
    this.config = config;
    this.plan = plan;
    this.history = List.copyOf(history);
    this.outcome = outcome;
    EpochResult found = history.get(0);
    for (EpochResult result : history) {
      found = result.betterThan(found) ? result : found;
    }
    this.best = found;
  }

  /** Writes the page in place of an older one, never half of it. */
  void write(Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(temporary, html(), StandardCharsets.UTF_8);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  String html() {
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Training report</title><style>%s</style></head><body><main>
    <h1>Training report</h1>
    <p class="lead">Epoch %d of %d. Best so far: epoch %d.</p>
    %s<section class="charts">%s</section>
    <h2>Most errors</h2>%s
    <h2>A cross-section</h2>%s
    <h2>Epochs</h2>%s
    <h2>Data</h2>%s
    <h2>Recipe</h2><pre>%s</pre>
    </main></body></html>
    """
        .formatted(
            STYLE,
            history.size(),
            plan.epochs(),
            best.epoch(),
            figures(),
            charts(),
            worst(),
            crossSection(),
            epochs(),
            data(),
            TranscriptDiff.escape(TrainingConfigReader.toJson(config)));
  }

  private String figures() {
    double audio = history.stream().mapToDouble(EpochResult::audioSeconds).sum();
    double seconds = history.stream().mapToDouble(EpochResult::seconds).sum();
    return "<section class=\"figures\">"
        + figure(percent(best.words()), "word errors, dev")
        + figure(percent(best.characters()), "character errors, dev")
        + figure(format("%.3f", best.devLoss()), "loss a token, dev")
        + figure(format("%.2f M", plan.weights() / 1e6), "weights")
        + figure(format("%.0f ×", audio / Math.max(1e-9, seconds)), "real time")
        + figure(duration(seconds), "so far")
        + "</section>\n";
  }

  private static String figure(String value, String name) {
    return "<div><b>" + value + "</b><span>" + name + "</span></div>";
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
            "Skipped steps")) {
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
              "" + r.skippedSteps())) {
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

  private static final String STYLE =
      """
      :root{--ink:#1c2430;--soft:#667085;--rule:#e4e7ec;--card:#fff;--page:#f6f7f9;
      --c0:#3056d3;--c1:#d9662b;--del:#b42318;--ins:#067647}
      *{box-sizing:border-box}
      body{margin:0;background:var(--page);color:var(--ink);
      font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
      main{max-width:1140px;margin:0 auto;padding:32px 24px 64px}
      h1{font-size:28px;margin:0}h2{font-size:18px;margin:36px 0 10px}
      .lead{color:var(--soft);margin:4px 0 20px}
      .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px}
      .figures div,figure,table,pre{background:var(--card);border:1px solid var(--rule);
      border-radius:10px}
      .figures div{padding:14px 16px}.figures b{display:block;font-size:24px}
      .figures span{color:var(--soft);font-size:13px}
      .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(440px,1fr));gap:14px;
      margin-top:14px}
      figure{margin:0;padding:14px 16px}figcaption{display:flex;gap:14px;align-items:baseline;
      color:var(--soft);font-size:13px}
      figcaption b{color:var(--ink);font-size:15px}figcaption i{flex:1;font-style:normal}
      .key:not(:empty)::before{content:"";display:inline-block;
      width:14px;height:3px;margin-right:6px;vertical-align:middle;background:currentColor}
      svg{display:block;width:100%;height:auto;margin-top:6px}
      svg text{font-size:11px;fill:var(--soft)}
      .grid{stroke:var(--rule)}.mark{stroke:var(--soft);stroke-dasharray:3 3}
      .c0{color:var(--c0)}.c1{color:var(--c1)}
      svg path{fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round}
      svg circle{fill:currentColor}
      table{border-collapse:separate;border-spacing:0;width:100%;font-size:14px;overflow:hidden}
      th,td{padding:6px 12px;text-align:left;border-top:1px solid var(--rule)}
      thead th{border-top:0;color:var(--soft);font-weight:600;font-size:13px}
      .n{text-align:right;font-variant-numeric:tabular-nums}.wide{width:75%}
      .best td{background:#eef4ff;font-weight:600}
      del{color:var(--del)}ins{color:var(--ins);text-decoration:none;font-weight:600}
      pre{padding:14px 16px;font-size:12.5px;overflow:auto}
      """;
}
