package org.auricle.engine.recognition;

import java.util.List;
import java.util.Objects;

/**
 * A decoder whose final n-best a rescorer puts in order. What it says while audio arrives is the
 * search's own, and so is the answer to a request with a grammar, which has said what it wants to
 * hear.
 *
 * @param decoder the search
 * @param rescorer the second opinion
 * @param tokens what the decoder's tokens mean
 * @param readings hypotheses that the search is asked for at least, at least 1
 */
public record RescoringDecoder(
    CtcDecoder decoder, Rescorer rescorer, TokenTable tokens, int readings) implements CtcDecoder {

  /** Requires all parts. */
  public RescoringDecoder {
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(rescorer, "rescorer");
    Objects.requireNonNull(tokens, "tokens");
    if (readings < 1) {
      throw new IllegalArgumentException("readings: " + readings + " (expected: >= 1)");
    }
  }

  @Override
  public DecodeStream newStream(DecodeRequest request) {
    if (request.grammar().isPresent()) {
      return decoder.newStream(request);
    }
    int nBest = request.nBest();
    DecodeStream stream = decoder.newStream(request.withNBest(Math.max(nBest, readings)));
    return new DecodeStream() {
      @Override
      public void accept(LogPosteriors posteriors) {
        stream.accept(posteriors);
      }

      @Override
      public List<Hypothesis> partial() {
        return first(stream.partial(), nBest);
      }

      @Override
      public int stableTokens() {
        return stream.stableTokens();
      }

      @Override
      public List<Hypothesis> finish() {
        return first(rescorer.rescore(stream.finish(), tokens), nBest);
      }
    };
  }

  @Override
  public double logProbability(LogPosteriors posteriors, int[] sequence) {
    return decoder.logProbability(posteriors, sequence);
  }

  private static List<Hypothesis> first(List<Hypothesis> hypotheses, int count) {
    return List.copyOf(hypotheses.subList(0, Math.min(count, hypotheses.size())));
  }
}
