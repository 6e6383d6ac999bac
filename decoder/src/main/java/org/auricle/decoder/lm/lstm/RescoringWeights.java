package org.auricle.decoder.lm.lstm;

/**
 * How a second language model changes the language score of a reading, all on natural logs.
 *
 * @param languageWeight of the second model's ln P
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

  /** Requires numbers. */
  public RescoringWeights {
    if (!Double.isFinite(languageWeight)
        || !Double.isFinite(wordScore)
        || !Double.isFinite(unknownLogProb)
        || !Double.isFinite(firstWeight)) {
      throw new IllegalArgumentException(
          "weights: "
              + languageWeight
              + ", "
              + wordScore
              + ", "
              + unknownLogProb
              + ", "
              + firstWeight
              + " (expected: finite numbers)");
    }
  }
}
