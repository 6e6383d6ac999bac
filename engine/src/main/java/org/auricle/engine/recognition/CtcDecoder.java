package org.auricle.engine.recognition;

import java.util.List;

/** Port: log-posteriors to hypotheses. Thread-safe; state belongs to a {@link DecodeStream}. */
public interface CtcDecoder {

  /**
   * A new stream, for one utterance.
   *
   * @throws DecodeRequestException if the request cannot be met: a grammar that does not parse, a
   *     word that the tokens cannot spell
   */
  DecodeStream newStream(DecodeRequest request);

  /**
   * Natural log of the summed probability of all the paths that read as some tokens, whatever the
   * search would make of them; negative infinity if there is none.
   *
   * @param tokens [n] ids without blanks
   */
  double logProbability(LogPosteriors posteriors, int[] tokens);

  /**
   * Looks for phrases instead of words, in posteriors of the same network.
   *
   * @param phrases at least one
   * @throws DecodeRequestException if one cannot be spelled or pronounced, or the decoder knows
   *     nothing of phrases
   */
  default PhraseSpotter spotter(List<KeyPhrase> phrases) {
    throw new DecodeRequestException("phrases: " + phrases + " (expected: a decoder that spells)");
  }

  /**
   * A new stream, for one utterance.
   *
   * @param nBest most hypotheses to return, at least 1
   */
  default DecodeStream newStream(int nBest) {
    return newStream(DecodeRequest.nBest(nBest));
  }

  /** Decodes a whole utterance; the same result as streaming it in any chunks. */
  default List<Hypothesis> decode(LogPosteriors posteriors, DecodeRequest request) {
    DecodeStream stream = newStream(request);
    stream.accept(posteriors);
    return stream.finish();
  }

  /** Decodes a whole utterance; the same result as streaming it in any chunks. */
  default List<Hypothesis> decode(LogPosteriors posteriors, int nBest) {
    return decode(posteriors, DecodeRequest.nBest(nBest));
  }
}
