package org.auricle.engine.recognition;

import java.util.List;

/** Search over one utterance as its posteriors arrive. Not thread-safe. */
public interface DecodeStream {

  /**
   * Takes the next rows.
   *
   * @throws IllegalArgumentException if the number of tokens is not the decoder's, or a value is
   *     NaN
   */
  void accept(LogPosteriors posteriors);

  /** The best hypotheses so far, best first, at least one (it may be empty of tokens). */
  List<Hypothesis> partial();

  /**
   * How many of the first tokens of the best hypothesis can no longer change: all later results,
   * the final one included, begin with them. 0 where a decoder does not tell.
   */
  default int stableTokens() {
    return 0;
  }

  /** Ends the utterance; the n-best, best first, at least one. */
  List<Hypothesis> finish();
}
