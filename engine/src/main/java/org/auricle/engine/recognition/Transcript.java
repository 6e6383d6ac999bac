package org.auricle.engine.recognition;

import java.util.ArrayList;
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

  /**
   * One reading of what is said in several places: the best of each, one after the other; its
   * confidence is the product of theirs, its score their sum.
   */
  public static Transcript joined(List<Transcript> parts, double durationSeconds) {
    List<Word> words = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    double confidence = 1;
    double score = 0;
    for (Transcript part : parts) {
      Alternative best = part.alternatives().get(0);
      words.addAll(best.words());
      if (!best.text().isEmpty()) {
        texts.add(best.text());
      }
      confidence *= best.confidence();
      score += best.score();
    }
    Alternative all = new Alternative(String.join(" ", texts), words, confidence, score);
    return new Transcript(List.of(all), durationSeconds);
  }

  /** The same with words that are spoken later: from times of a part to times of the whole. */
  public Transcript shifted(double seconds) {
    if (seconds == 0) {
      return this;
    }
    List<Alternative> later = new ArrayList<>();
    for (Alternative reading : alternatives) {
      List<Word> words = new ArrayList<>(reading.words().size());
      for (Word word : reading.words()) {
        words.add(
            new Word(
                word.text(),
                word.startSeconds() + seconds,
                word.endSeconds() + seconds,
                word.confidence()));
      }
      later.add(new Alternative(reading.text(), words, reading.confidence(), reading.score()));
    }
    return new Transcript(later, durationSeconds);
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
