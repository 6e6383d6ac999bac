package org.auricle.engine.recognition;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One reading of an utterance.
 *
 * @param tokens [n] token ids, blanks and repetitions removed
 * @param startFrames [n] first frame of each token in its best alignment
 * @param endFrames [n] one past the last frame of each token in its best alignment
 * @param acousticScore natural log of the probability of all the paths that read as these tokens
 * @param languageScore all that was added to it, weighted, natural log: language models, scores per
 *     word, boosts; 0 without any
 * @param words what the tokens read as, if a lexicon says so; empty if they spell it themselves
 *     ({@link TokenTable#words(Hypothesis)})
 */
public record Hypothesis(
    int[] tokens,
    int[] startFrames,
    int[] endFrames,
    double acousticScore,
    double languageScore,
    Optional<List<TokenWord>> words) {

  /** A reading whose tokens spell its words. */
  public Hypothesis(
      int[] tokens,
      int[] startFrames,
      int[] endFrames,
      double acousticScore,
      double languageScore) {
    this(tokens, startFrames, endFrames, acousticScore, languageScore, Optional.empty());
  }

  /** Requires times for every token. */
  public Hypothesis {
    Objects.requireNonNull(words, "words");
    if (startFrames.length != tokens.length || endFrames.length != tokens.length) {
      throw new IllegalArgumentException(
          "startFrames, endFrames: "
              + startFrames.length
              + ", "
              + endFrames.length
              + " (expected: "
              + tokens.length
              + " each, the number of tokens)");
    }
  }

  /** What hypotheses are ranked by. */
  public double score() {
    return acousticScore + languageScore;
  }
}
