package org.auricle.tools.eval.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.auricle.tools.eval.EvalText;
import org.auricle.tools.eval.Interval;
import org.auricle.tools.picture.HtmlPage;
import org.auricle.tools.picture.RateChart;

/** Findings of orders for people, as a page: one HTML file that needs nothing else. */
public final class OrderPage {
  private static final int LISTED = 40; // confusions
  private final OrderFindings findings;
  private final StringBuilder body = new StringBuilder();

  private OrderPage(OrderFindings findings) {
    this.findings = findings;
  }

  /**
   * The page.
   *
   * @param worst wrong ones to show
   */
  public static String html(OrderFindings findings, int worst) {
    OrderPage page = new OrderPage(findings);
    page.head();
    findings.noise().ifPresent(page::noise);
    page.tallies("Intents", "Intent", findings.evaluation().intents());
    page.tallies("Slots", "Slot", findings.evaluation().slots());
    page.confusions();
    page.others();
    page.wrong(worst);
    return HtmlPage.html(
        "Orders understood by " + HtmlPage.escape(findings.model()), page.body.toString());
  }

  private void head() {
    OrderEvaluation evaluation = findings.evaluation();
    add(
        "<p class=\"lead\">%d orders of %s, %.1f minutes. An order counts when its intent and every"
            + " slot are right. Intervals hold 95 %% of the bootstrap.</p>\n"
            + "<section class=\"figures\">",
        evaluation.count(), HtmlPage.escape(findings.domain()), evaluation.seconds() / 60);
    figure(
        OrderText.percent(evaluation.right(), evaluation.count()) + " %",
        "right" + findings.interval().map(i -> ", " + i).orElse("").replace(" ", "&nbsp;"));
    findings.noise().ifPresent(sweep -> figure(percent(sweep.percent()), "right, mean over noise"));
    figure("" + (evaluation.count() - evaluation.right()), "wrong");
    figure("" + evaluation.refused(), "of them taken for none");
    for (OrderFindings.OtherSpeech other : findings.others()) {
      figure(
          OrderText.percent(other.evaluation().taken(), other.evaluation().count()) + " %",
          "of other speech taken for an order");
    }
    if (!evaluation.failures().isEmpty()) {
      figure("" + evaluation.failures().size(), "recordings unreadable, in no rate");
    }
    add("</section>\n");
  }

  private static String percent(double percent) {
    return String.format(Locale.ROOT, "%.2f %%", percent);
  }

  private void figure(String value, String name) {
    add("<div><b>%s</b><span>%s</span></div>", value, name);
  }

  private void noise(OrderFindings.Sweep sweep) {
    List<RateChart.Point> points = new ArrayList<>();
    for (OrderFindings.Point point : sweep.points()) {
      points.add(chartPoint(EvalText.number(point.snrDb()), point));
    }
    OrderEvaluation clean = findings.evaluation();
    points.add(
        chartPoint(
            "no noise",
            new OrderFindings.Point(0, clean.percent(), findings.interval(), clean.refused())));
    add(
        "<h2>Noise</h2><p>Orders that are wrong, percent, with %d recordings of noise behind the"
            + " speech, by the largest energy of the frames of 2,048 samples at 16 kHz over that of"
            + " the noise. Bars are 95 %% intervals.</p>\n<div class=\"card\">",
        sweep.clips());
    body.append(
            new RateChart(
                    "signal-to-noise ratio, dB",
                    List.of(new RateChart.Line(findings.model(), points)))
                .html())
        .append("</div>\n");
  }

  private static RateChart.Point chartPoint(String label, OrderFindings.Point point) {
    double wrong = 100 - point.percent();
    Interval ends = point.interval().orElse(new Interval(point.percent(), point.percent()));
    return new RateChart.Point(label, wrong, 100 - ends.high(), 100 - ends.low());
  }

  private void tallies(String title, String kind, Map<String, OrderEvaluation.Tally> tallies) {
    add("<h2>%s</h2>\n<div class=\"scroll\"><table><thead><tr><th>%s", title, kind);
    for (String column : List.of("Right %", "Labelled", "Wrong", "Missing", "Extra")) {
      add("<th class=\"n\">%s", column);
    }
    add("</thead><tbody>");
    tallies.forEach(
        (name, tally) ->
            add(
                "<tr><td>%s<td class=\"n\">%s<td class=\"n\">%d<td class=\"n\">%d<td"
                    + " class=\"n\">%d<td class=\"n\">%d\n",
                HtmlPage.escape(name),
                OrderText.percent(tally.right(), tally.wanted()),
                tally.wanted(),
                tally.wrong(),
                tally.missing(),
                tally.extra()));
    add("</tbody></table></div>\n");
  }

  private void confusions() {
    List<OrderEvaluation.Confusion> all = findings.evaluation().confusions();
    if (all.isEmpty()) {
      return;
    }
    add("<h2>Values taken for others</h2>\n<div class=\"scroll\"><table><thead><tr><th>Slot");
    add("<th>Said<th>Understood<th class=\"n\">Times</thead><tbody>");
    for (OrderEvaluation.Confusion c : all.subList(0, Math.min(LISTED, all.size()))) {
      add(
          "<tr><td>%s<td>%s<td>%s<td class=\"n\">%d\n",
          HtmlPage.escape(c.slot()),
          HtmlPage.escape(OrderText.orNothing(c.wanted())),
          HtmlPage.escape(OrderText.orNothing(c.found())),
          c.times());
    }
    add("</tbody></table></div>\n");
  }

  private void others() {
    for (OrderFindings.OtherSpeech other : findings.others()) {
      add(
          "<h2>Other speech</h2><p>%s: %d of %d recordings taken for an order.</p>\n",
          HtmlPage.escape(other.manifest()),
          other.evaluation().taken(),
          other.evaluation().count());
      results(other.evaluation().results().stream().filter(r -> !r.found().isNone()).toList());
    }
  }

  private void wrong(int worst) {
    List<OrderResult> wrong =
        findings.evaluation().results().stream()
            .filter(result -> !result.isRight())
            .limit(worst)
            .toList();
    if (!wrong.isEmpty()) {
      add("<h2>Wrong orders</h2>\n");
      results(wrong);
    }
  }

  private void results(List<OrderResult> results) {
    for (OrderResult result : results) {
      add(
          "<div class=\"card\"><p><b>%s</b> heard “%s”</p><p><del>%s</del><br><ins>%s</ins></p>"
              + "</div>\n",
          HtmlPage.escape(result.source().file()),
          HtmlPage.escape(result.heard()),
          HtmlPage.escape(result.wanted().toString()),
          HtmlPage.escape(result.found().toString()));
    }
  }

  private void add(String format, Object... arguments) {
    body.append(String.format(Locale.ROOT, format, arguments));
  }
}
