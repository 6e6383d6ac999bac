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

  /** Beyond this, what was heard is lost in rounding, and sums overflow. */
  private static final double MOST = 1e6;

  /** Requires a text, and a weight of a million at most, either way. */
  public BoostedPhrase {
    Objects.requireNonNull(text, "text");
    if (text.isBlank()) {
      throw new IllegalArgumentException("phrase: \"" + text + "\" (expected: at least one word)");
    }
    if (!(Math.abs(weight) <= MOST)) {
      throw new IllegalArgumentException("weight: " + weight + " (expected: -1000000..1000000)");
    }
  }
}
