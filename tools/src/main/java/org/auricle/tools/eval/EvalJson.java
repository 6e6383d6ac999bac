package org.auricle.tools.eval;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.auricle.engine.recognition.ErrorRate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings for programs, as JSON; {@link SavedEvaluation} reads it back. */
public final class EvalJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static final String RESULTS = "results";
  static final String FILE = "file";
  static final String REFERENCE = "reference";
  static final String HYPOTHESIS = "hypothesis";

  private EvalJson() {}

  /**
   * All of it, with every result.
   *
   * @param worst utterances to name
   */
  public static String of(Findings findings, int worst) {
    Evaluation evaluation = findings.evaluation();
    ErrorRate words = evaluation.words();
    boolean any = evaluation.count() > 0;
    ObjectNode object = JSON.createObjectNode();
    object.put("model", findings.model());
    number(object, "wer", any ? words.percent() : Double.NaN);
    interval(object, "werInterval", findings.wer());
    number(object, "cer", any ? evaluation.characters().percent() : Double.NaN);
    interval(object, "cerInterval", findings.cer());
    number(object, "ser", evaluation.sentencePercent());
    object.put("utterances", evaluation.count());
    object.put("words", words.referenceLength());
    object.put("substitutions", words.substitutions());
    object.put("insertions", words.insertions());
    object.put("deletions", words.deletions());
    object.put("characters", evaluation.characters().referenceLength());
    blocks(object, findings.blocks());
    number(object, "audioSeconds", evaluation.seconds());
    number(object, "computeSeconds", findings.computeSeconds());
    object.put("threads", findings.threads());
    object.put("realTimeFactor", Math.round(findings.realTimeFactor() * 1e5) / 1e5);
    new CalibrationReport(evaluation.wordConfidence(), evaluation.textConfidence()).json(object);
    ObjectNode by = object.putObject("by");
    findings.breakdowns().forEach(b -> breakdown(by.putArray(b.field()), b));
    findings.comparison().ifPresent(found -> comparison(object.putObject("comparison"), found));
    findings.noise().ifPresent(sweep -> noise(object.putObject("noise"), sweep));
    ArrayNode bad = object.putArray("worst");
    for (Evaluation.Utterance utterance : evaluation.worst(worst)) {
      bad.addObject()
          .put(FILE, utterance.source().file())
          .put("errors", utterance.words().errors())
          .put(REFERENCE, utterance.said())
          .put(HYPOTHESIS, utterance.heard());
    }
    results(object.putArray(RESULTS), evaluation.utterances());
    ArrayNode failed = object.putArray("failed");
    for (Evaluation.Failure failure : evaluation.failures()) {
      failed.addObject().put(FILE, failure.source().file()).put("error", failure.problem());
    }
    return page(object);
  }

  /** A comparison alone. */
  public static String of(Comparison comparison) {
    ObjectNode object = JSON.createObjectNode();
    comparison(object, comparison);
    return page(object);
  }

  private static String page(ObjectNode object) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object);
  }

  private static void results(ArrayNode results, List<Evaluation.Utterance> utterances) {
    for (Evaluation.Utterance utterance : utterances) {
      ObjectNode node = results.addObject();
      node.put(FILE, utterance.source().file());
      if (!utterance.source().speaker().isEmpty()) {
        node.put(Evaluation.SPEAKER, utterance.source().speaker());
      }
      number(node, "seconds", utterance.source().seconds());
      node.put("errors", utterance.words().errors());
      node.put(REFERENCE, utterance.said());
      node.put(HYPOTHESIS, utterance.heard());
    }
  }

  private static void breakdown(ArrayNode array, Breakdown breakdown) {
    for (Breakdown.Group group : breakdown.groups()) {
      ObjectNode node = array.addObject();
      node.put("value", group.name());
      number(node, "wer", group.words().percent());
      interval(node, "werInterval", group.interval());
      number(node, "cer", group.characters().percent());
      node.put("utterances", group.utterances());
      node.put("words", group.words().referenceLength());
      number(node, "audioSeconds", group.seconds());
    }
  }

  private static void comparison(ObjectNode object, Comparison found) {
    side(object.putObject("first"), found.first());
    side(object.putObject("second"), found.second());
    object.put("words", found.words());
    Bootstrap.Difference difference = found.difference();
    ObjectNode bootstrap = object.putObject("bootstrap");
    number(bootstrap, "points", difference.points());
    interval(bootstrap, "interval", Optional.of(difference.interval()));
    number(bootstrap, "secondBetter", difference.improved());
    probability(bootstrap, "p", difference.p());
    blocks(bootstrap, found.blocks());
    ObjectNode test = object.putObject("matchedPairs");
    test.put("segments", found.test().segments());
    probability(test, "mean", found.test().mean());
    probability(test, "w", found.test().w());
    probability(test, "p", found.test().p());
    probability(test, "exactP", found.test().exactP());
    object.put("significant", found.isSignificant());
  }

  private static void side(ObjectNode node, Comparison.Side side) {
    node.put("model", side.name());
    number(node, "wer", side.percent());
    interval(node, "werInterval", side.interval());
    node.put("errors", side.errors());
  }

  private static void noise(ObjectNode object, NoiseSweep sweep) {
    object.put("manifest", sweep.noise());
    object.put("recordings", sweep.clips());
    object.put("seed", sweep.seed());
    ArrayNode models = object.putArray("models");
    for (NoiseSweep.Line line : sweep.lines()) {
      ObjectNode node = models.addObject().put("model", line.model());
      point(node.putObject("clean"), line.clean());
      ArrayNode points = node.putArray("noisy");
      line.points().forEach(point -> point(points.addObject().put("snrDb", point.snrDb()), point));
    }
  }

  private static void point(ObjectNode node, NoiseSweep.Point point) {
    number(node, "wer", point.words().percent());
    interval(node, "werInterval", point.interval());
    number(node, "cer", point.characters().percent());
  }

  private static void blocks(ObjectNode object, Blocks blocks) {
    object.put("blocks", blocks.count());
    object.put("blocksAre", blocks.bySpeaker() ? "speakers" : "utterances");
  }

  /** Both ends, or null. */
  public static void interval(ObjectNode object, String name, Optional<Interval> interval) {
    if (interval.isEmpty()) {
      object.putNull(name);
    } else {
      ArrayNode ends = object.putArray(name);
      ends.add(rounded(interval.get().low())).add(rounded(interval.get().high()));
    }
  }

  /** JSON has no number for what is not one. */
  public static void number(ObjectNode object, String name, double value) {
    if (Double.isNaN(value)) {
      object.putNull(name);
    } else {
      object.put(name, rounded(value));
    }
  }

  /** Four digits that mean something, since thousandths would make a small probability 0. */
  private static void probability(ObjectNode object, String name, double value) {
    if (Double.isNaN(value)) {
      object.putNull(name);
    } else {
      object.put(name, Double.parseDouble(String.format(Locale.ROOT, "%.4g", value)));
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
