package org.auricle.decoder.lm.lstm;

/**
 * How a second language model changes the language score of a reading, all on natural logs.
 *
 * @param languageWeight of the second model's ln P, at least 0
 * @param wordScore for each word
 * @param unknownLogProb added to the second model's ln P for each word that it does not know: the
 *     share of one word in the class of all unknown ones, of which the model's ln P speaks
 * @param firstWeight change of the weight of the first model's ln P; negative to lower what the
 *     search applied, 0 to leave it
 */
public record RescoringWeights(
    double languageWeight, double wordScore, double unknownLogProb, double firstWeight) {

  /**
   * Tuned beside 0.5 ln P of a trigram model, on the development part of a set of English books.
   */
  public static final RescoringWeights DEFAULT = new RescoringWeights(0.5, 0.5, -8, -0.2);

  /** Beyond this, what the search found is lost in rounding, and sums overflow. */
  private static final double MOST = 1e6;

  /** Validates ranges. */
  public RescoringWeights {
    requireWithin("languageWeight", languageWeight, 0);
    requireWithin("wordScore", wordScore, -MOST);
    requireWithin("unknownLogProb", unknownLogProb, -MOST);
    requireWithin("firstWeight", firstWeight, -MOST);
  }

  private static void requireWithin(String name, double value, double least) {
    if (!(value >= least && value <= MOST)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: %d..1000000)".formatted(name, value, (long) least));
    }
  }
}
