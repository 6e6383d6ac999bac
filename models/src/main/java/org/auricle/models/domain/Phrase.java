package org.auricle.models.domain;

import java.util.List;

/**
 * What may be said, as a tree. A part may hang in several places (a macro does), so that what is
 * written out may be much larger than what is held; {@link DomainReader} bounds it.
 */
public sealed interface Phrase {

  /** Says nothing. */
  Phrase NOTHING = new Sequence(List.of());

  /**
   * A word.
   *
   * @param text in lower case
   * @param line of the domain file, from 1
   */
  record Word(String text, int line) implements Phrase {}

  /** All, one after the other. */
  record Sequence(List<Phrase> parts) implements Phrase {

    /** Copies the list. */
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** One of these. */
  record Choice(List<Phrase> choices) implements Phrase {

    /** Copies the list; requires a choice. */
    public Choice {
      choices = List.copyOf(choices);
      if (choices.isEmpty()) {
        throw new IllegalArgumentException("choices: 0 (expected: >= 1)");
      }
    }
  }

  /** This or nothing. */
  record Maybe(Phrase part) implements Phrase {}

  /**
   * A value of a slot.
   *
   * @param slot whose values may stand here
   * @param name what the value is called in an interpretation; the slot's own unless it says more
   * @param line of the domain file, from 1
   */
  record SlotReference(String slot, String name, int line) implements Phrase {}
}
