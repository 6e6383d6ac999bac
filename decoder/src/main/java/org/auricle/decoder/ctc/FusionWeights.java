package org.auricle.decoder.ctc;

/**
 * What a search adds to ln P_ctc, all in natural logarithms.
 *
 * @param languageWeight factor of the word model's ln P, at least 0
 * @param wordScore added for every word
 * @param unknownScore added for every word that the word model does not know, beside what the model
 *     itself says of {@code <unk>}
 * @param tokenLanguageWeight factor of the token model's ln P, at least 0
 * @param tokenScore added for every token
 */
public record FusionWeights(
    double languageWeight,
    double wordScore,
    double unknownScore,
    double tokenLanguageWeight,
    double tokenScore) {

  /** Beyond this, what was heard is lost in rounding, and sums overflow. */
  private static final double MOST = 1e6;

  /** Half of what the models say, 2 for every word, an unknown word 10 down. */
  public static final FusionWeights DEFAULT = new FusionWeights(0.5, 2, -10, 0.5, 0);

  /** Validates ranges. */
  public FusionWeights {
    requireWeight("languageWeight", languageWeight);
    requireFinite("wordScore", wordScore);
    requireFinite("unknownScore", unknownScore);
    requireWeight("tokenLanguageWeight", tokenLanguageWeight);
    requireFinite("tokenScore", tokenScore);
  }

  /** Weights of a word model alone. */
  public static FusionWeights ofWords(
      double languageWeight, double wordScore, double unknownScore) {
    return new FusionWeights(
        languageWeight, wordScore, unknownScore, DEFAULT.tokenLanguageWeight, DEFAULT.tokenScore);
  }

  private static void requireWeight(String name, double value) {
    if (!(value >= 0 && value <= MOST)) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 0..1000000)");
    }
  }

  private static void requireFinite(String name, double value) {
    if (!(Math.abs(value) <= MOST)) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: -1000000..1000000)");
    }
  }
}
