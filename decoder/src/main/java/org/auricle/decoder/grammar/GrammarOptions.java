package org.auricle.decoder.grammar;

/**
 * How a search restricted to a grammar hears, and when it takes an utterance for none of the
 * grammar's sentences.
 *
 * @param natsPerToken how far the best sentence may be below the best of all paths, by ln P_ctc,
 *     for every token on that path; at least 0, infinity rejects only what is impossible
 * @param blankDiscount nats that the blank loses in every frame before the rest is shared out
 *     again; at least 0
 */
public record GrammarOptions(double natsPerToken, double blankDiscount) {

  /**
   * A CTC network that is not sure says blank, so that in noise the shortest sentence would win;
   * the blank is divided by a part of its prior (Sak et al. 2015, arXiv 1507.06947, section 2.3).
   * The discount was chosen on half of the orders of docs/domain.md, on which 1.5 to 2.5 differ by
   * a quarter of a point; the threshold, without a discount, on AN4's dev set (docs/decoder.md).
   */
  public static final GrammarOptions DEFAULT = new GrammarOptions(1, 1.5);

  /** Validates the ranges. */
  public GrammarOptions {
    if (!(natsPerToken >= 0)) {
      throw new IllegalArgumentException("natsPerToken: " + natsPerToken + " (expected: >= 0)");
    }
    if (!(blankDiscount >= 0 && blankDiscount < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("blankDiscount: " + blankDiscount + " (expected: >= 0)");
    }
  }
}
