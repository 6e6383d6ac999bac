package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.auricle.tools.picture.DetChart;
import org.auricle.tools.picture.HtmlPage;

/** What came of spotting, for people, as a page: one HTML file that needs nothing else. */
public final class SpottingPage {
  private final StringBuilder body = new StringBuilder();

  private SpottingPage() {}

  /** The page. */
  public static String html(String model, SpottingCount count) {
    SpottingPage page = new SpottingPage();
    SpottingCount.Group all = count.all();
    page.add(
        "<p class=\"lead\">%d phrases, said in %d recordings; %.2f hours of audio without them, for"
            + " each phrase. Intervals hold 95 %%, if each miss and each false alarm is independent"
            + " of the others.</p>\n",
        all.phrases(), all.said(), all.hoursPerPhrase());
    List<SpottingCount.Group> groups = count.byWords();
    page.add("<div class=\"columns\">");
    for (SpottingCount.Group group : groups) {
      if (group.said() > 0) {
        page.add(
            "<div class=\"card\"><h3>%s: %d phrases, said %d times</h3>%s</div>",
            group.name(),
            group.phrases(),
            group.said(),
            new DetChart(
                    "false alarms of a phrase in an hour",
                    "missed, %",
                    group.results().stream().map(SpottingPage::point).toList())
                .html());
      }
    }
    page.add("</div>\n");
    groups.forEach(page::table);
    page.phrases(count.byPhrase());
    return HtmlPage.html("Phrases spotted by " + HtmlPage.escape(model), page.body.toString());
  }

  private static DetChart.Point point(SpottingCount.Result result) {
    return new DetChart.Point(
        "sensitivity " + number(result.sensitivity()),
        new DetChart.Range(
            result.anHour(), result.anHourInterval().low(), result.anHourInterval().high()),
        new DetChart.Range(
            result.missedPercent(), result.missedInterval().low(), result.missedInterval().high()));
  }

  private void table(SpottingCount.Group group) {
    add(
        "<h2>%s</h2>\n<div class=\"scroll\"><table><thead><tr><th class=\"n\">Sensitivity"
            + "<th class=\"n\">Missed<th class=\"n\">%%<th>95 %% interval<th class=\"n\">False"
            + " alarms<th class=\"n\">An hour<th>95 %% interval<th class=\"n\">Known after, s"
            + "<th class=\"n\">p95</thead><tbody>\n",
        group.name());
    for (SpottingCount.Result result : group.results()) {
      add(
          "<tr><td class=\"n\">%s<td class=\"n\">%d of %d<td class=\"n\">%.1f<td>%s"
              + "<td class=\"n\">%d<td class=\"n\">%.2f<td>%s<td class=\"n\">%.2f"
              + "<td class=\"n\">%.2f\n",
          number(result.sensitivity()),
          result.missed(),
          group.said(),
          result.missedPercent(),
          result.missedInterval(),
          result.falseAlarms(),
          result.anHour(),
          result.anHourInterval(),
          result.medianDelaySeconds(),
          result.p95DelaySeconds());
    }
    add("</tbody></table></div>\n");
  }

  /** At the sensitivity in the middle of those that were tried. */
  private void phrases(List<SpottingCount.Group> phrases) {
    int middle = phrases.get(0).results().size() / 2;
    add(
        "<h2>Phrases at %s</h2>\n<div class=\"scroll\"><table><thead><tr><th>Phrase<th"
            + " class=\"n\">Missed<th class=\"n\">Said<th class=\"n\">False alarms<th"
            + " class=\"n\">An hour</thead><tbody>\n",
        number(phrases.get(0).results().get(middle).sensitivity()));
    List<SpottingCount.Group> sorted = new ArrayList<>(phrases);
    sorted.sort(
        (a, b) ->
            Integer.compare(
                b.results().get(middle).falseAlarms(), a.results().get(middle).falseAlarms()));
    for (SpottingCount.Group group : sorted) {
      SpottingCount.Result result = group.results().get(middle);
      add(
          "<tr><td>%s<td class=\"n\">%d<td class=\"n\">%d<td class=\"n\">%d<td"
              + " class=\"n\">%.2f\n",
          HtmlPage.escape(group.name()),
          result.missed(),
          group.said(),
          result.falseAlarms(),
          result.anHour());
    }
    add("</tbody></table></div>\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "" + (long) value : "" + value;
  }

  private void add(String pattern, Object... values) {
    body.append(String.format(Locale.ROOT, pattern, values));
  }
}
