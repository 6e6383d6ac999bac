package org.auricle.tools.eval;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.auricle.engine.recognition.ErrorRate;

/** Findings for people, as text. */
public final class EvalText {
  private final StringBuilder text = new StringBuilder();

  private EvalText() {}

  /**
   * All of it.
   *
   * @param fields to show the breakdowns of
   * @param worst utterances to show
   */
  public static String of(Findings findings, List<String> fields, int worst) {
    EvalText page = new EvalText();
    page.rates(findings);
    findings.breakdowns().stream()
        .filter(breakdown -> fields.contains(breakdown.field()))
        .forEach(page::breakdown);
    findings.comparison().ifPresent(page::comparison);
    findings.noise().ifPresent(page::noise);
    page.worst(findings.evaluation().worst(worst));
    return page.text.toString().stripTrailing();
  }

  /** A comparison alone. */
  public static String of(Comparison comparison) {
    EvalText page = new EvalText();
    page.comparison(comparison);
    return page.text.toString().strip();
  }

  private void rates(Findings findings) {
    Evaluation evaluation = findings.evaluation();
    ErrorRate words = evaluation.words();
    line(
        "%d utterances, %d words, %.1f minutes, model %s",
        evaluation.count(), words.referenceLength(), evaluation.seconds() / 60, findings.model());
    if (!evaluation.failures().isEmpty()) {
      line(
          "recordings that could not be read, and are in no rate: %d",
          evaluation.failures().size());
    }
    if (evaluation.count() == 0) {
      line("WER   none: no recording could be read");
      return;
    }
    line(
        "WER %6.2f %%%s   words: %d substituted, %d inserted, %d deleted",
        words.percent(),
        interval(findings.wer()),
        words.substitutions(),
        words.insertions(),
        words.deletions());
    line(
        "CER %6.2f %%%s   characters", evaluation.characters().percent(), interval(findings.cer()));
    line(
        "SER %6.2f %%   %d utterances with an error",
        evaluation.sentencePercent(), evaluation.wrong());
    if (findings.wer().isPresent()) {
      line("in brackets: 95 %% of the bootstrap over %s", blocks(findings.blocks()));
    }
    line(
        "real-time factor %.4f: %.1f s of audio in %.1f s%s",
        findings.realTimeFactor(),
        evaluation.seconds(),
        findings.computeSeconds(),
        findings.threads() > 1 ? " on " + findings.threads() + " threads" : "");
    if (evaluation.wordConfidence().count() > 0) {
      text.append(
          new CalibrationReport(evaluation.wordConfidence(), evaluation.textConfidence()).text());
    }
  }

  private static String blocks(Blocks blocks) {
    return blocks.count() + (blocks.bySpeaker() ? " speakers" : " utterances");
  }

  private static String interval(Optional<Interval> interval) {
    return interval.map(found -> " [" + found + "]").orElse("");
  }

  private void breakdown(Breakdown breakdown) {
    line("%n%-20s  WER %%  95 %% interval      CER %%   utterances   words", breakdown.field());
    for (Breakdown.Group group : breakdown.groups()) {
      line(
          "%-20s  %5.2f  %-17s %6.2f  %10d  %6d",
          group.name(),
          group.words().percent(),
          group.interval().map(Interval::toString).orElse(""),
          group.characters().percent(),
          group.utterances(),
          group.words().referenceLength());
    }
  }

  private void comparison(Comparison found) {
    line("%nA: WER %6.2f %%%s   %s", side(found.first()));
    line("B: WER %6.2f %%%s   %s", side(found.second()));
    Bootstrap.Difference difference = found.difference();
    line(
        "B - A: %+.2f points, 95 %% interval %+.2f .. %+.2f (paired bootstrap over %s, p = %s);"
            + " B is better in %.1f %% of the draws",
        difference.points(),
        difference.interval().low(),
        difference.interval().high(),
        blocks(found.blocks()),
        p(difference.p()),
        100 * difference.improved());
    MatchedPairs test = found.test();
    line(
        "matched pairs: %d segments with errors, W = %s, p = %s; exact p = %s",
        test.segments(),
        Double.isNaN(test.w()) ? "none" : String.format(Locale.ROOT, "%.3f", test.w()),
        p(test.p()),
        p(test.exactP()));
    line("%s", verdict(found));
  }

  private static Object[] side(Comparison.Side side) {
    return new Object[] {side.percent(), interval(side.interval()), side.name()};
  }

  /** What to conclude, in a sentence. */
  static String verdict(Comparison found) {
    if (found.better().isEmpty()) {
      return "Both make the same number of errors.";
    }
    return found.isSignificant()
        ? "%s makes fewer errors; chance alone is an improbable reason (exact p below %.2f)."
            .formatted(found.better().orElseThrow(), Comparison.LEVEL)
        : "%s makes fewer errors, but that may well be chance (exact p not below %.2f)."
            .formatted(found.better().orElseThrow(), Comparison.LEVEL);
  }

  /** A probability with two digits that mean something. */
  static String p(double p) {
    return Double.isNaN(p)
        ? "none"
        : String.format(Locale.ROOT, p < 0.001 ? "%.1e" : p < 0.1 ? "%.4f" : "%.2f", p);
  }

  private void noise(NoiseSweep sweep) {
    line("%nnoise: %s, %d recordings, seed %d", sweep.noise(), sweep.clips(), sweep.seed());
    for (NoiseSweep.Line line : sweep.lines()) {
      if (sweep.lines().size() > 1) {
        line("%s", line.model());
      }
      line("SNR dB   WER %%  95 %% interval      CER %%   against clean");
      line.points().forEach(point -> point(point, line.clean()));
      point(line.clean(), line.clean());
    }
  }

  private void point(NoiseSweep.Point point, NoiseSweep.Point clean) {
    boolean noisy = Double.isFinite(point.snrDb());
    double factor = point.words().percent() / clean.words().percent();
    line(
        "%6s  %6.2f  %-17s %6.2f   %s",
        noisy ? number(point.snrDb()) : "clean",
        point.words().percent(),
        point.interval().map(Interval::toString).orElse(""),
        point.characters().percent(),
        noisy && Double.isFinite(factor) ? String.format(Locale.ROOT, "%.2f times", factor) : "");
  }

  /** A decibel figure without needless decimals. */
  public static String number(double value) {
    return value == Math.rint(value) ? "" + (long) value : "" + value;
  }

  private void worst(List<Evaluation.Utterance> worst) {
    for (Evaluation.Utterance bad : worst) {
      String file = bad.source().file();
      line("%n%s: %d word errors", file.substring(file.lastIndexOf('/') + 1), bad.words().errors());
      line("  said  %s", bad.said());
      line("  heard %s", bad.heard());
    }
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
