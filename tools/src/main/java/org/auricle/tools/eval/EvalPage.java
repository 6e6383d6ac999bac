package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.auricle.engine.recognition.Alignment;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.tools.picture.HtmlPage;
import org.auricle.tools.picture.RateChart;

/** Findings for people, as a page: one HTML file that needs nothing else. */
public final class EvalPage {
  private static final int LISTED = 20; // of each kind of error
  private static final int MATRIX = 24; // tokens
  private static final int SHOWN_GROUPS = 14; // of a breakdown; more are folded away

  private final Findings findings;
  private final StringBuilder body = new StringBuilder();

  private EvalPage(Findings findings) {
    this.findings = findings;
  }

  /**
   * The page.
   *
   * @param spelling of the model's words
   * @param cards of the utterances with most errors, worst first ({@link ErrorPictures#card})
   */
  public static String html(Findings findings, Spelling spelling, List<String> cards) {
    EvalPage page = new EvalPage(findings);
    page.head();
    findings.comparison().ifPresent(page::comparison);
    findings.noise().ifPresent(page::noise);
    findings.breakdowns().forEach(page::breakdown);
    page.words();
    page.tokens(spelling);
    page.worst(cards);
    page.failures();
    return HtmlPage.html(
        "Evaluation of " + HtmlPage.escape(findings.model()), page.body.toString());
  }

  private void head() {
    Evaluation evaluation = findings.evaluation();
    ErrorRate words = evaluation.words();
    boolean any = evaluation.count() > 0;
    add(
        "<p class=\"lead\">%d utterances, %d words, %.1f minutes. Intervals hold 95 %% of the"
            + " bootstrap over %d %s.</p>\n<section class=\"figures\">",
        evaluation.count(),
        words.referenceLength(),
        evaluation.seconds() / 60,
        findings.blocks().count(),
        findings.blocks().bySpeaker() ? "speakers" : "utterances");
    figure(rate(any, words.percent()), "word errors" + interval(findings.wer()));
    figure(
        rate(any, evaluation.characters().percent()),
        "character errors" + interval(findings.cer()));
    figure(rate(any, evaluation.sentencePercent()), "utterances with an error");
    figure("" + words.substitutions(), "words substituted");
    figure("" + words.insertions(), "words inserted");
    figure("" + words.deletions(), "words deleted");
    if (!evaluation.failures().isEmpty()) {
      figure("" + evaluation.failures().size(), "recordings unreadable, in no rate");
    }
    add("</section>\n");
  }

  private static String rate(boolean any, double percent) {
    return any ? format("%.2f %%", percent) : "none";
  }

  private static String interval(Optional<Interval> interval) {
    return interval.map(found -> ", " + found.toString().replace(" ", "&nbsp;")).orElse("");
  }

  private void figure(String value, String name) {
    add("<div><b>%s</b><span>%s</span></div>", value, name);
  }

  private void comparison(Comparison found) {
    add("<h2>Two models</h2>\n<div class=\"scroll\"><table><thead><tr><th>Model");
    add("<th class=\"n\">WER %%<th>95 %% interval<th class=\"n\">Errors</thead><tbody>");
    for (Comparison.Side side : List.of(found.first(), found.second())) {
      add(
          "<tr><td>%s<td class=\"n\">%.2f<td>%s<td class=\"n\">%d",
          HtmlPage.escape(side.name()),
          side.percent(),
          side.interval().map(Interval::toString).orElse(""),
          side.errors());
    }
    Bootstrap.Difference difference = found.difference();
    add(
        "</tbody></table></div>\n<p>%s The second less the first: %+.2f points, 95 %% interval"
            + " %+.2f to %+.2f (paired bootstrap, p = %s). Matched pairs: %d segments, W = %s, p ="
            + " %s, exact p = %s.</p>\n",
        HtmlPage.escape(EvalText.verdict(found)),
        difference.points(),
        difference.interval().low(),
        difference.interval().high(),
        EvalText.p(difference.p()),
        found.test().segments(),
        Double.isNaN(found.test().w()) ? "none" : format("%.3f", found.test().w()),
        EvalText.p(found.test().p()),
        EvalText.p(found.test().exactP()));
  }

  private void noise(NoiseSweep sweep) {
    List<RateChart.Line> lines = new ArrayList<>();
    for (NoiseSweep.Line line : sweep.lines()) {
      List<NoiseSweep.Point> all = new ArrayList<>(line.points());
      all.add(line.clean());
      lines.add(new RateChart.Line(line.model(), all.stream().map(EvalPage::chartPoint).toList()));
    }
    add(
        "<h2>Noise</h2><p>Word error rate in percent with %d recordings of noise behind the"
            + " speech, by signal-to-noise ratio: mean power of the whole recording over that of"
            + " the noise. Bars are 95 %% intervals.</p>\n<div class=\"card\">",
        sweep.clips());
    body.append(new RateChart("signal-to-noise ratio, dB", lines).html()).append("</div>\n");
  }

  private static RateChart.Point chartPoint(NoiseSweep.Point point) {
    double rate = point.words().percent();
    Interval ends = point.interval().orElse(new Interval(rate, rate));
    String label = Double.isFinite(point.snrDb()) ? EvalText.number(point.snrDb()) : "no noise";
    return new RateChart.Point(label, rate, ends.low(), ends.high());
  }

  private void breakdown(Breakdown breakdown) {
    boolean folded = breakdown.groups().size() > SHOWN_GROUPS;
    add("<h2>By %s</h2>\n", HtmlPage.escape(breakdown.field()));
    if (folded) {
      add("<details><summary>%d groups</summary>", breakdown.groups().size());
    }
    add("<div class=\"scroll\"><table><thead><tr><th>%s", HtmlPage.escape(breakdown.field()));
    add("<th class=\"n\">WER %%<th>95 %% interval<th class=\"n\">CER %%");
    add("<th class=\"n\">Utterances<th class=\"n\">Words</thead><tbody>");
    for (Breakdown.Group group : breakdown.groups()) {
      add(
          "<tr><td>%s<td class=\"n\">%.2f<td>%s<td class=\"n\">%.2f<td class=\"n\">%d"
              + "<td class=\"n\">%d\n",
          HtmlPage.escape(group.name()),
          group.words().percent(),
          group.interval().map(Interval::toString).orElse(""),
          group.characters().percent(),
          group.utterances(),
          group.words().referenceLength());
    }
    add("</tbody></table></div>%s\n", folded ? "</details>" : "");
  }

  private void words() {
    Confusions confusions = new Confusions();
    findings
        .evaluation()
        .utterances()
        .forEach(
            utterance -> confusions.add(Alignment.ofWords(utterance.said(), utterance.heard())));
    add("<h2>Words</h2>\n");
    tables(confusions);
    matrix(confusions);
  }

  private void tokens(Spelling spelling) {
    Confusions confusions = new Confusions();
    int left = 0;
    for (Evaluation.Utterance utterance : findings.evaluation().utterances()) {
      Optional<Alignment> alignment = spelling.align(utterance);
      alignment.ifPresent(confusions::add);
      left += alignment.isEmpty() ? 1 : 0;
    }
    if (spelling.byLexicon()) {
      add(
          "<h2>Tokens</h2><p>Of the words said and heard, each by its first pronunciation in the"
              + " lexicon.%s</p>\n",
          left == 0 ? "" : " Utterances left out, since it lacks a word of them: " + left + ".");
    } else {
      add("<h2>Characters</h2><p>Of the texts said and heard; ␣ is the blank between words.</p>\n");
    }
    tables(confusions);
    matrix(confusions);
  }

  private void tables(Confusions confusions) {
    add("<div class=\"columns\">");
    table("Substituted", "said", confusions.substitutions());
    table("Inserted", "heard", confusions.insertions());
    table("Deleted", "said", confusions.deletions());
    add("</div>\n");
  }

  private void table(String title, String of, List<Confusions.Confusion> all) {
    add("<div class=\"scroll\"><table><thead><tr><th>%s<th class=\"n\">Times", title);
    add("<th class=\"n\">Of all times %s</thead><tbody>", of);
    for (Confusions.Confusion c : all.subList(0, Math.min(LISTED, all.size()))) {
      String said = "<del>" + visible(c.reference()) + "</del> ";
      String heard = "<ins>" + visible(c.hypothesis()) + "</ins>";
      add(
          "<tr><td>%s%s<td class=\"n\">%d<td class=\"n\">%d",
          c.reference().isEmpty() ? "" : said,
          c.hypothesis().isEmpty() ? "" : heard,
          c.times(),
          c.said());
    }
    if (all.isEmpty()) {
      add("<tr><td class=\"soft\">none<td><td>");
    }
    add("</tbody></table></div>");
  }

  /** Rows: said; columns: heard; the darker, the larger the share of the times that it was said. */
  private void matrix(Confusions confusions) {
    List<String> tokens = confusions.mostConfused(MATRIX);
    if (tokens.size() < 2) {
      return;
    }
    List<String> heard = new ArrayList<>(tokens);
    heard.add(Confusions.NOTHING);
    add("<p>What was heard (across) where something was said (down), for those that take part in");
    add(" most errors; – is nothing.</p><div class=\"scroll\"><table class=\"matrix\"><tr><th>");
    heard.forEach(token -> add("<th>%s", visible(token)));
    for (String said : heard) {
      add("<tr><th>%s", visible(said));
      double total = Math.max(1, confusions.said(said));
      for (String other : heard) {
        int count = confusions.count(said, other);
        boolean same = said.equals(other);
        double share = said.isEmpty() ? Math.min(1, count / 10.0) : count / total;
        String colour = same ? "16,107,58" : "180,35,24";
        double strength = same ? 0.25 * share : Math.min(1, 0.12 + 2.5 * share);
        add(
            count == 0 ? "<td>" : "<td style=\"background:rgba(%s,%.2f);color:%s\">%d",
            colour,
            strength,
            strength > 0.5 ? "#fff" : "inherit",
            count);
      }
    }
    add("</table></div>\n");
  }

  private static String visible(String token) {
    return token.isEmpty() ? "–" : token.equals(" ") ? "␣" : HtmlPage.escape(token);
  }

  private void worst(List<String> cards) {
    if (!cards.isEmpty()) {
      add("<h2>Most errors</h2><p>What was <del>said</del> and <ins>heard</ins> instead. Below:");
      add(" the spectrogram (dark is loud, low tones below), the network's posteriors (dark is");
      add(" probable, rows in the order of time), its most probable token at each moment, and the");
      add(" words that the decoder made of them, wrong ones red. A click sets the player.</p>\n");
      cards.forEach(body::append);
    }
  }

  private void failures() {
    List<Evaluation.Failure> failures = findings.evaluation().failures();
    if (!failures.isEmpty()) {
      add("<h2>Not read</h2><p>In no rate:</p><ul>");
      failures.forEach(failure -> add("<li>%s", HtmlPage.escape(failure.problem())));
      add("</ul>\n");
    }
  }

  private void add(String pattern, Object... values) {
    body.append(format(pattern, values));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
