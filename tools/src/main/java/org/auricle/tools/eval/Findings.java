package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluation comes to.
 *
 * @param model its name
 * @param evaluation the results
 * @param computeSeconds from the first recording to the last, by the clock
 * @param threads that recordings were recognised on
 * @param blocks that the intervals come from
 * @param wer interval of the word error rate
 * @param cer interval of the character error rate
 * @param comparison with a second model
 */
public record Findings(
    String model,
    Evaluation evaluation,
    double computeSeconds,
    int threads,
    Blocks blocks,
    Optional<Interval> wer,
    Optional<Interval> cer,
    List<Breakdown> breakdowns,
    Optional<Comparison> comparison,
    Optional<NoiseSweep> noise) {

  /** Copies the list. */
  public Findings {
    breakdowns = List.copyOf(breakdowns);
  }

  /** Works out intervals and breakdowns. */
  public static Findings of(
      String model,
      Evaluation evaluation,
      double computeSeconds,
      int threads,
      List<String> fields,
      Bootstrap bootstrap) {
    List<Evaluation.Utterance> utterances = evaluation.utterances();
    List<Breakdown> breakdowns = new ArrayList<>();
    for (String field : fields) {
      breakdowns.add(Breakdown.by(field, utterances, bootstrap));
    }
    return new Findings(
        model,
        evaluation,
        computeSeconds,
        threads,
        Blocks.of(utterances),
        bootstrap.interval(utterances, Evaluation.Utterance::words),
        bootstrap.interval(utterances, Evaluation.Utterance::characters),
        breakdowns,
        Optional.empty(),
        Optional.empty());
  }

  /** The same beside another model. */
  public Findings with(Comparison other) {
    return new Findings(
        model,
        evaluation,
        computeSeconds,
        threads,
        blocks,
        wer,
        cer,
        breakdowns,
        Optional.of(other),
        noise);
  }

  /** The same with noise. */
  public Findings with(NoiseSweep sweep) {
    return new Findings(
        model,
        evaluation,
        computeSeconds,
        threads,
        blocks,
        wer,
        cer,
        breakdowns,
        comparison,
        Optional.of(sweep));
  }

  /** Seconds of computing a second of audio; 0 without audio. */
  public double realTimeFactor() {
    return evaluation.seconds() == 0 ? 0 : computeSeconds / evaluation.seconds();
  }
}
