package org.auricle.tools.eval.orders;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.auricle.tools.eval.EvalText;
import org.auricle.tools.eval.Evaluation;
import org.auricle.tools.eval.Interval;

/** Findings of orders for people, as text. */
public final class OrderText {
  private static final int CONFUSIONS = 10;

  private final StringBuilder text = new StringBuilder();

  private OrderText() {}

  /**
   * All of it.
   *
   * @param worst wrong ones to show
   */
  public static String of(OrderFindings findings, int worst) {
    OrderText page = new OrderText();
    page.rates(findings);
    page.tallies("intent", findings.evaluation().intents());
    page.tallies("slot", findings.evaluation().slots());
    page.confusions(findings.evaluation().confusions());
    findings.noise().ifPresent(sweep -> page.noise(sweep, findings));
    findings.others().forEach(page::other);
    page.worst(findings.evaluation(), worst);
    return page.text.toString().stripTrailing();
  }

  private void rates(OrderFindings findings) {
    OrderEvaluation evaluation = findings.evaluation();
    line(
        "%d orders, %.1f minutes, domain %s, model %s",
        evaluation.count(), evaluation.seconds() / 60, findings.domain(), findings.model());
    List<Evaluation.Failure> failures = evaluation.failures();
    if (!failures.isEmpty()) {
      line("recordings that could not be read, and are in no rate: %d", failures.size());
    }
    if (evaluation.count() == 0) {
      line("right  none: no recording could be read");
      return;
    }
    line(
        "right %6.2f %%%s   %d of %d: the intent and every slot; %d taken for none",
        evaluation.percent(),
        interval(findings.interval()),
        evaluation.right(),
        evaluation.count(),
        evaluation.refused());
    if (findings.interval().isPresent()) {
      line("in brackets: 95 %% of the bootstrap");
    }
    line(
        "real-time factor %.4f: %.1f s of audio in %.1f s%s",
        findings.computeSeconds() / evaluation.seconds(),
        evaluation.seconds(),
        findings.computeSeconds(),
        findings.threads() > 1 ? " on " + findings.threads() + " threads" : "");
  }

  private static String interval(Optional<Interval> interval) {
    return interval.map(found -> " [" + found + "]").orElse("");
  }

  private void tallies(String kind, Map<String, OrderEvaluation.Tally> tallies) {
    if (tallies.isEmpty()) {
      return;
    }
    line("%n%-20s  right %%  of labelled   wrong  missing   extra", kind);
    tallies.forEach(
        (name, tally) ->
            line(
                "%-20s  %7s  %11d  %6d  %7d  %6d",
                name,
                percent(tally.right(), tally.wanted()),
                tally.wanted(),
                tally.wrong(),
                tally.missing(),
                tally.extra()));
  }

  /** A share, or a dash of nothing. */
  static String percent(int part, int whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f", 100.0 * part / whole);
  }

  private void confusions(List<OrderEvaluation.Confusion> confusions) {
    if (!confusions.isEmpty()) {
      line("%ntimes  slot                  said -> understood");
    }
    confusions.stream()
        .limit(CONFUSIONS)
        .forEach(
            c ->
                line(
                    "%5d  %-20s  %s -> %s",
                    c.times(), c.slot(), orNothing(c.wanted()), orNothing(c.found())));
  }

  /** What has no text. */
  static String orNothing(String value) {
    return value.isEmpty() ? "(nothing)" : value;
  }

  private void noise(OrderFindings.Sweep sweep, OrderFindings findings) {
    line("%nnoise: %s, %d recordings, seed %d", sweep.noise(), sweep.clips(), sweep.seed());
    line("SNR dB  right %%  95 %% interval     taken for none");
    for (OrderFindings.Point point : sweep.points()) {
      line(
          "%6s  %7.2f  %-17s %d",
          EvalText.number(point.snrDb()),
          point.percent(),
          point.interval().map(Interval::toString).orElse(""),
          point.refused());
    }
    line("  mean  %7.2f  of these ratios", sweep.percent());
    line(
        " clean  %7.2f  %-17s %d",
        findings.evaluation().percent(),
        findings.interval().map(Interval::toString).orElse(""),
        findings.evaluation().refused());
  }

  private void other(OrderFindings.OtherSpeech other) {
    OrderEvaluation evaluation = other.evaluation();
    line(
        "%nother speech: %s: %d of %d taken for an order (%s %%)",
        other.manifest(),
        evaluation.taken(),
        evaluation.count(),
        percent(evaluation.taken(), evaluation.count()));
    evaluation.results().stream()
        .filter(result -> !result.found().isNone())
        .limit(CONFUSIONS)
        .forEach(result -> line("  %s: %s", name(result), result.heard()));
  }

  private void worst(OrderEvaluation evaluation, int worst) {
    evaluation.results().stream()
        .filter(result -> !result.isRight())
        .limit(worst)
        .forEach(
            result -> {
              line("%n%s: heard \"%s\"", name(result), result.heard());
              line("  wanted      %s", result.wanted());
              line("  understood  %s", result.found());
            });
  }

  private static String name(OrderResult result) {
    String file = result.source().file();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
