package org.auricle.engine.recognition;

import java.util.List;

/**
 * What was said.
 *
 * @param alternatives best first, at least one; its text may be empty
 * @param durationSeconds of the audio it covers
 */
public record Transcript(List<Alternative> alternatives, double durationSeconds) {

  /**
   * One reading.
   *
   * @param text words separated by single spaces
   * @param words with times
   * @param confidence estimate of the probability that it is right, 0..1
   * @param score natural log, what alternatives are ranked by
   */
  public record Alternative(String text, List<Word> words, double confidence, double score) {

    /** Copies the list. */
    public Alternative {
      words = List.copyOf(words);
    }
  }

  /** Copies the list; requires one alternative. */
  public Transcript {
    alternatives = List.copyOf(alternatives);
    if (alternatives.isEmpty()) {
      throw new IllegalArgumentException("alternatives: 0 (expected: >= 1)");
    }
  }

  /** Nothing was said, for sure. */
  public static Transcript empty(double durationSeconds) {
    return new Transcript(List.of(new Alternative("", List.of(), 1, 0)), durationSeconds);
  }

  /** Text of the best alternative. */
  public String text() {
    return alternatives.get(0).text();
  }

  /** Words of the best alternative. */
  public List<Word> words() {
    return alternatives.get(0).words();
  }

  /** Confidence of the best alternative. */
  public double confidence() {
    return alternatives.get(0).confidence();
  }
}
