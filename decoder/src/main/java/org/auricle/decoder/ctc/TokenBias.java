package org.auricle.decoder.ctc;

/**
 * Port of the search: what a prefix's score gains or loses by its tokens, apart from all models.
 * The deltas count at once, so that they take part in pruning. Immutable; shared by all threads.
 *
 * <p>States are opaque numbers; equal states have equal futures. Steps are packed as those of
 * {@link org.auricle.engine.recognition.LanguageModel.Session} are: state above, delta below.
 */
public interface TokenBias {

  /** The state before any token. */
  int start();

  /**
   * Goes on by a token.
   *
   * @return the next state and what the score gains, natural log
   */
  long step(int state, int token);

  /**
   * Most that one step can add, at least 0. The closer, the fewer extensions the search has to look
   * at.
   */
  default float most() {
    return Float.POSITIVE_INFINITY;
  }

  /** What the score gains if the utterance ends here: usually what has to be given back. */
  float end(int state);
}
