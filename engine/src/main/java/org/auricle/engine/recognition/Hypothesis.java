package org.auricle.engine.recognition;

/**
 * One reading of an utterance.
 *
 * @param tokens [n] token ids, blanks and repetitions removed
 * @param startFrames [n] first frame of each token in its best alignment
 * @param endFrames [n] one past the last frame of each token in its best alignment
 * @param acousticScore natural log of the probability of all the paths that read as these tokens
 * @param languageScore weighted language model score, natural log; 0 without one
 */
public record Hypothesis(
    int[] tokens, int[] startFrames, int[] endFrames, double acousticScore, double languageScore) {

  /** Requires times for every token. */
  public Hypothesis {
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
