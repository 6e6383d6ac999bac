package org.auricle.engine.recognition;

import java.util.Objects;

/**
 * A phrase to be found wherever it is said, such as one that wakes an assistant.
 *
 * @param text one or more words, separated by blank characters
 * @param sensitivity 0 to 1: the higher, the fewer are missed and the more is taken for the phrase
 *     that is something else
 */
public record KeyPhrase(String text, double sensitivity) {

  /** The sensitivity of a phrase for which the caller names none. */
  public static final double DEFAULT_SENSITIVITY = 0.5;

  /** Requires a text, and a sensitivity from 0 to 1. */
  public KeyPhrase {
    Objects.requireNonNull(text, "text");
    if (text.isBlank()) {
      throw new IllegalArgumentException("phrase: \"" + text + "\" (expected: at least one word)");
    }
    if (!(sensitivity >= 0 && sensitivity <= 1)) {
      throw new IllegalArgumentException("sensitivity: " + sensitivity + " (expected: 0..1)");
    }
  }

  /** A phrase with {@link #DEFAULT_SENSITIVITY}. */
  public KeyPhrase(String text) {
    this(text, DEFAULT_SENSITIVITY);
  }
}
