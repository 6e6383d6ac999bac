package org.auricle.models.classification;

import java.util.Objects;

/**
 * A text and the class that somebody has given it.
 *
 * @param text as written
 * @param label not blank
 */
public record LabelledText(String text, String label) {

  /** Requires both. */
  public LabelledText {
    Objects.requireNonNull(text, "text");
    if (label.isBlank()) {
      throw new IllegalArgumentException("label: blank (expected: a class)");
    }
  }
}
