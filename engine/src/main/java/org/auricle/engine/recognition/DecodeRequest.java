package org.auricle.engine.recognition;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a caller asks of the decoder for one utterance.
 *
 * @param nBest most hypotheses to return, at least 1
 * @param boosts phrases that are more likely than usual; they restrict nothing
 * @param grammar what recognition is restricted to
 * @param second what is asked if that brings nothing of use; decoders leave it to the recognizer,
 *     and interim results to the end
 */
public record DecodeRequest(
    int nBest,
    List<BoostedPhrase> boosts,
    Optional<Grammar> grammar,
    Optional<SecondSearch> second) {

  /**
   * Another search of what the network has said of an utterance, which it is not asked again.
   *
   * @param needed whether the first search's transcript, with times from the start of the
   *     utterance, is of no use; called on the thread that recognises
   * @param request of the second, whose transcript takes the first one's place
   */
  public record SecondSearch(Predicate<Transcript> needed, DecodeRequest request) {
    /** There is no third. */
    public SecondSearch {
      Objects.requireNonNull(needed, "needed");
      if (request.second().isPresent()) {
        throw new IllegalArgumentException("second: of a second (expected: none)");
      }
    }
  }

  /** Validates. */
  public DecodeRequest {
    if (nBest < 1) {
      throw new IllegalArgumentException("nBest: " + nBest + " (expected: >= 1)");
    }
    boosts = List.copyOf(boosts);
    Objects.requireNonNull(grammar, "grammar");
    Objects.requireNonNull(second, "second");
  }

  /** Asks once. */
  public DecodeRequest(int nBest, List<BoostedPhrase> boosts, Optional<Grammar> grammar) {
    this(nBest, boosts, grammar, Optional.empty());
  }

  /** Asks for hypotheses and nothing else. */
  public static DecodeRequest nBest(int nBest) {
    return new DecodeRequest(nBest, List.of(), Optional.empty());
  }

  /** The same with another number of hypotheses of the first search. */
  public DecodeRequest withNBest(int n) {
    return new DecodeRequest(n, boosts, grammar, second);
  }

  /** The same with another request where a transcript is of no use. */
  public DecodeRequest withSecond(Predicate<Transcript> needed, DecodeRequest other) {
    return new DecodeRequest(nBest, boosts, grammar, Optional.of(new SecondSearch(needed, other)));
  }

  /** The transcript of the first search, or of the second if there is one and it is needed. */
  Transcript orSecond(Transcript first, Function<DecodeRequest, Transcript> search) {
    return second
        .filter(again -> again.needed().test(first))
        .map(again -> search.apply(again.request()))
        .orElse(first);
  }
}
