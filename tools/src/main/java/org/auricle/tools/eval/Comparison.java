package org.auricle.tools.eval;

import java.util.List;
import java.util.Optional;

/**
 * Two systems over the same recordings.
 *
 * @param words of reference
 * @param difference of the word error rates, by a paired bootstrap
 * @param test matched pairs
 * @param blocks that the bootstrap draws
 */
public record Comparison(
    Side first,
    Side second,
    int words,
    Bootstrap.Difference difference,
    MatchedPairs test,
    Blocks blocks) {

  /** Below this, a difference is called significant. */
  public static final double LEVEL = 0.05;

  /**
   * One system.
   *
   * @param name of its model
   * @param errors over words
   * @param percent word error rate
   */
  public record Side(String name, int errors, double percent, Optional<Interval> interval) {}

  /**
   * Compares.
   *
   * @throws EvaluationException if the results are not of the same utterances in the same order
   */
  public static Comparison of(
      String firstName,
      List<Evaluation.Utterance> first,
      String secondName,
      List<Evaluation.Utterance> second,
      Bootstrap bootstrap)
      throws EvaluationException {
    requireSame(firstName, first, secondName, second);
    Side side = side(firstName, first, bootstrap);
    return new Comparison(
        side,
        side(secondName, second, bootstrap),
        first.stream().mapToInt(u -> u.words().referenceLength()).sum(),
        bootstrap.compare(first, second),
        MatchedPairs.of(first, second),
        Blocks.of(first));
  }

  private static void requireSame(
      String firstName,
      List<Evaluation.Utterance> first,
      String secondName,
      List<Evaluation.Utterance> second)
      throws EvaluationException {
    if (first.size() != second.size() || first.isEmpty()) {
      throw new EvaluationException(
          "results: %d of %s and %d of %s (expected: the same recordings, at least one)"
              .formatted(first.size(), firstName, second.size(), secondName));
    }
    for (int i = 0; i < first.size(); i++) {
      if (!first.get(i).said().equals(second.get(i).said())) {
        throw new EvaluationException(
            "result %d of %s: said \"%s\" (expected: \"%s\", as in %s)"
                .formatted(
                    i + 1, secondName, second.get(i).said(), first.get(i).said(), firstName));
      }
    }
  }

  private static Side side(
      String name, List<Evaluation.Utterance> utterances, Bootstrap bootstrap) {
    int errors = utterances.stream().mapToInt(u -> u.words().errors()).sum();
    int words = utterances.stream().mapToInt(u -> u.words().referenceLength()).sum();
    double percent = words == 0 ? (errors == 0 ? 0 : 100) : 100.0 * errors / words;
    return new Side(
        name, errors, percent, bootstrap.interval(utterances, Evaluation.Utterance::words));
  }

  /** Whether the exact test finds chance alone improbable. */
  public boolean isSignificant() {
    return test.exactP() < LEVEL;
  }

  /** The name of the one that makes fewer errors; empty if neither does. */
  public Optional<String> better() {
    return first.errors() == second.errors()
        ? Optional.empty()
        : Optional.of(first.errors() < second.errors() ? first.name() : second.name());
  }
}
