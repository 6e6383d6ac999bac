package org.auricle.models.understanding;

/**
 * How readings of speech become meanings.
 *
 * @param nBest readings that recognition is asked for
 * @param temperature that scores of readings are divided by before they become probabilities
 * @param least probability of a meaning below which it is none of the domain's
 * @param farthest distance of a word from that of a value which it may stand for, by the length of
 *     the longer of them ({@code 0} takes exact words only)
 */
public record UnderstandingOptions(int nBest, double temperature, double least, double farthest) {

  /**
   * Ten readings, as confidences of words are made of them; half of the belief; a third of the
   * letters.
   */
  public static final UnderstandingOptions DEFAULT = new UnderstandingOptions(10, 1.25, 0.5, 0.34);

  /** Validates ranges. */
  public UnderstandingOptions {
    require(nBest >= 1, "nBest", nBest, ">= 1");
    require(temperature > 0 && Double.isFinite(temperature), "temperature", temperature, "> 0");
    require(least >= 0 && least <= 1, "least", least, "0..1");
    require(farthest >= 0 && farthest < 1, "farthest", farthest, "0 or more, less than 1");
  }

  private static void require(boolean valid, String name, Number value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
