package org.auricle.decoder.grammar;

/**
 * When an utterance is taken for none of a grammar's sentences.
 *
 * @param natsPerToken how far the best sentence may be below the best of all paths, by ln P_ctc,
 *     for every token on that path; at least 0, infinity rejects only what is impossible
 */
public record RejectionOptions(double natsPerToken) {

  /**
   * Of AN4's dev set against four grammars it rejects no utterance that fits, and all but 2 % of
   * those that do not; with noise at 10 dB the same.
   */
  public static final RejectionOptions DEFAULT = new RejectionOptions(1);

  /** Validates the range. */
  public RejectionOptions {
    if (!(natsPerToken >= 0)) {
      throw new IllegalArgumentException("natsPerToken: " + natsPerToken + " (expected: >= 0)");
    }
  }
}
