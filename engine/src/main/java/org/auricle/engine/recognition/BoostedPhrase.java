package org.auricle.engine.recognition;

import java.util.Objects;

/**
 * A phrase that is more likely to be said than the models believe.
 *
 * @param text one or more words, separated by blank characters
 * @param weight natural-log score that the whole phrase gains; negative makes it less likely
 */
public record BoostedPhrase(String text, double weight) {

  /** The weight of a phrase for which the caller names none. */
  public static final double DEFAULT_WEIGHT = 4;

  /** Requires a text and a finite weight. */
  public BoostedPhrase {
    Objects.requireNonNull(text, "text");
    if (text.isBlank()) {
      throw new IllegalArgumentException("phrase: \"" + text + "\" (expected: at least one word)");
    }
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("weight: " + weight + " (expected: a finite number)");
    }
  }
}
