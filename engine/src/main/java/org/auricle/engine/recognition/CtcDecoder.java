package org.auricle.engine.recognition;

import java.util.List;

/** Port: log-posteriors to hypotheses. Thread-safe; state belongs to a {@link DecodeStream}. */
public interface CtcDecoder {

  /**
   * A new stream, for one utterance.
   *
   * @param nBest most hypotheses to return, at least 1
   */
  DecodeStream newStream(int nBest);

  /** Decodes a whole utterance; the same result as streaming it in any chunks. */
  default List<Hypothesis> decode(LogPosteriors posteriors, int nBest) {
    DecodeStream stream = newStream(nBest);
    stream.accept(posteriors);
    return stream.finish();
  }
}
