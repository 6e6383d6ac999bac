package org.auricle.decoder.lm.lstm;

/**
 * How a second language model changes the language score of a reading, all on natural logs.
 *
 * @param languageWeight of the second model's ln P
 * @param wordScore for each word
 * @param unknownScore for each word that the second model does not know, beside its ln P(unknown):
 *     the share of one word in the class of all that are unknown
 * @param firstWeight change of the weight of the first model's ln P; negative to lower what the
 *     search applied, 0 to leave it
 */
public record RescoringWeights(
    double languageWeight, double wordScore, double unknownScore, double firstWeight) {

  /** Tuned on the development part of a set of synthetic posteriors of English books. */
  public static final RescoringWeights DEFAULT = new RescoringWeights(0.5, 0, -8, -0.2);

  /** Requires numbers. */
  public RescoringWeights {
    if (!Double.isFinite(languageWeight)
        || !Double.isFinite(wordScore)
        || !Double.isFinite(unknownScore)
        || !Double.isFinite(firstWeight)) {
      throw new IllegalArgumentException(
          "weights: "
              + languageWeight
              + ", "
              + wordScore
              + ", "
              + unknownScore
              + ", "
              + firstWeight
              + " (expected: finite numbers)");
    }
  }
}
