package org.auricle.engine.recognition;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a caller asks of the decoder for one utterance.
 *
 * @param nBest most hypotheses to return, at least 1
 * @param boosts phrases that are more likely than usual; they restrict nothing
 * @param grammar what recognition is restricted to
 */
public record DecodeRequest(int nBest, List<BoostedPhrase> boosts, Optional<Grammar> grammar) {

  /** Validates. */
  public DecodeRequest {
    if (nBest < 1) {
      throw new IllegalArgumentException("nBest: " + nBest + " (expected: >= 1)");
    }
    boosts = List.copyOf(boosts);
    Objects.requireNonNull(grammar, "grammar");
  }

  /** Asks for hypotheses and nothing else. */
  public static DecodeRequest nBest(int nBest) {
    return new DecodeRequest(nBest, List.of(), Optional.empty());
  }

  /** The same with another number of hypotheses. */
  public DecodeRequest withNBest(int n) {
    return new DecodeRequest(n, boosts, grammar);
  }
}
