package org.auricle.models.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A value of a slot.
 *
 * @param value what it is called in an interpretation, however it was said; empty: as it was said
 * @param phrase ways to say it
 * @param line of the domain file, from 1
 */
public record SlotElement(Optional<String> value, Phrase phrase, int line) {

  /** Requires the components. */
  public SlotElement {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(phrase, "phrase");
  }

  /** Up to fifty ways to say it, in the order of the phrase's choices. */
  public List<String> sayings() {
    return Sayings.of(phrase);
  }
}
