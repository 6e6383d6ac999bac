package org.auricle.tools.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.auricle.engine.training.LineChart;
import org.auricle.engine.training.ReportPage;
import org.auricle.models.classification.ClassifierEpoch;
import org.auricle.models.classification.ClassifierEvaluation;
import org.auricle.models.classification.ClassifierEvaluation.ClassFigures;
import org.auricle.models.classification.ClassifierEvaluation.Mistake;
import org.auricle.tools.picture.HtmlPage;

/** A text classifier's training and how well it does, as one page. */
public final class ClassifierPage {
  private static final int MOST_CLASSES = 30; // that a confusion matrix shows

  private ClassifierPage() {}

  /** How a training went: the means of its members. */
  public static String training(List<ClassifierEpoch> epochs) {
    LineChart loss =
        new LineChart(
            "Loss",
            "nats a text",
            List.of(
                new LineChart.Line("learned", byEpoch(epochs, ClassifierEpoch::trainLoss)),
                new LineChart.Line("held out", byEpoch(epochs, ClassifierEpoch::heldOutLoss))),
            0);
    LineChart accuracy =
        new LineChart(
            "Accuracy",
            "percent of the texts held out",
            List.of(new LineChart.Line("", byEpoch(epochs, ClassifierEpoch::heldOutAccuracy))),
            0);
    StringBuilder html = new StringBuilder("<h2>Training</h2><div class=\"charts\">");
    html.append(loss.html()).append(accuracy.html()).append("</div>\n");
    html.append(
        "<p class=\"lead\">Means over the networks still learning at an epoch. Each holds out"
            + " another part of the texts, stops by its loss there, and keeps its best weights."
            + "</p><table><thead><tr><th>network</th><th class=\"n\">epoch</th><th"
            + " class=\"n\">loss, learned</th><th class=\"n\">loss, held out</th><th"
            + " class=\"n\">accuracy, held out</th></tr></thead>\n");
    for (ClassifierEpoch e : epochs) {
      html.append(
          format(
              "<tr%s><td>%d</td><td class=\"n\">%d</td><td class=\"n\">%.4f</td><td"
                  + " class=\"n\">%.4f</td><td class=\"n\">%.2f %%</td></tr>\n",
              isKept(e, epochs) ? " class=\"best\"" : "",
              e.member() + 1,
              e.epoch(),
              e.trainLoss(),
              e.heldOutLoss(),
              e.heldOutAccuracy()));
    }
    return html.append("</table>\n").toString();
  }

  /** Whether it is the last of its network's best epochs. */
  private static boolean isKept(ClassifierEpoch epoch, List<ClassifierEpoch> epochs) {
    return epoch.best()
        && epochs.stream()
            .noneMatch(e -> e.member() == epoch.member() && e.epoch() > epoch.epoch() && e.best());
  }

  private static double[] byEpoch(
      List<ClassifierEpoch> epochs, ToDoubleFunction<ClassifierEpoch> value) {
    int last = epochs.stream().mapToInt(ClassifierEpoch::epoch).max().orElse(0);
    double[] means = new double[last];
    for (int e = 1; e <= last; e++) {
      int epoch = e;
      means[e - 1] =
          epochs.stream().filter(x -> x.epoch() == epoch).mapToDouble(value).average().orElse(0);
    }
    return means;
  }

  /**
   * How well it does.
   *
   * @param name of what it was measured on
   */
  public static String evaluation(ClassifierEvaluation evaluation, String name) {
    StringBuilder html = new StringBuilder();
    html.append("<h2>").append(HtmlPage.escape(name)).append("</h2><div class=\"figures\">");
    html.append(
        ReportPage.figure(
            format("%.2f %%", evaluation.accuracy()),
            format("accuracy (%.1f .. %.1f)", evaluation.low(), evaluation.high())));
    html.append(ReportPage.figure(format("%.2f %%", evaluation.macroF1()), "macro F1"));
    html.append(
        ReportPage.figure(
            format("%.2f %%", evaluation.byWordsAlone()), "accuracy by counting words alone"));
    html.append(ReportPage.figure(format("%,d", evaluation.texts()), "texts")).append("</div>\n");
    html.append(
        "<h2>Classes</h2><table><thead><tr><th>class</th><th class=\"n\">precision</th><th"
            + " class=\"n\">recall</th><th class=\"n\">F1</th><th"
            + " class=\"n\">texts</th></tr></thead>\n");
    for (ClassFigures f : evaluation.figures()) {
      html.append(
          format(
              "<tr><td>%s</td><td class=\"n\">%.2f %%</td><td class=\"n\">%.2f %%</td><td"
                  + " class=\"n\">%.2f %%</td><td class=\"n\">%,d</td></tr>\n",
              HtmlPage.escape(f.label()), f.precision(), f.recall(), f.f1(), f.texts()));
    }
    html.append("</table>\n");
    if (evaluation.classes().size() <= MOST_CLASSES) {
      confusion(html, evaluation);
    }
    mistakes(html, evaluation.mistakes());
    return html.toString();
  }

  private static void confusion(StringBuilder html, ClassifierEvaluation evaluation) {
    html.append("<h2>Which is taken for which</h2><table><thead><tr><th>class</th>");
    for (String answer : evaluation.classes()) {
      html.append("<th class=\"n\">as ").append(HtmlPage.escape(answer)).append("</th>");
    }
    html.append("</tr></thead>\n");
    for (int c = 0; c < evaluation.classes().size(); c++) {
      int[] row = evaluation.confusion()[c];
      int of = Math.max(1, Arrays.stream(row).sum());
      html.append("<tr><td>").append(HtmlPage.escape(evaluation.classes().get(c))).append("</td>");
      for (int k = 0; k < row.length; k++) {
        html.append(
            format(
                "<td class=\"n\" style=\"background:color-mix(in srgb,var(--%s) %d%%,transparent)"
                    + "\">%,d</td>",
                c == k ? "c0" : "c1", Math.round(50.0 * row[k] / of), row[k]));
      }
      html.append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private static void mistakes(StringBuilder html, List<Mistake> mistakes) {
    if (mistakes.isEmpty()) {
      return;
    }
    html.append(
        "<h2>Mistakes of which it was surest</h2><table><thead><tr><th class=\"wide\">text</th>"
            + "<th>is</th><th>taken for</th><th class=\"n\">probability</th></tr></thead>\n");
    for (Mistake mistake : mistakes) {
      html.append(
          format(
              "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"n\">%.3f</td></tr>\n",
              HtmlPage.escape(mistake.text()),
              HtmlPage.escape(mistake.label()),
              HtmlPage.escape(mistake.answer()),
              mistake.confidence()));
    }
    html.append("</table>\n");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
