package org.auricle.decoder.grammar;

import java.util.List;

/** What a rule of a grammar stands for. Positions are offsets into the source. */
sealed interface Expansion {

  /** One word. */
  record Word(String text, int at) implements Expansion {}

  /** What another rule stands for. */
  record RuleReference(String rule, int at) implements Expansion {}

  /** One part after the other; without parts, nothing at all is said. */
  record Sequence(List<Expansion> parts) implements Expansion {}

  /** One of several; without any, nothing that could be said fits. */
  record Alternatives(List<Alternative> choices) implements Expansion {}

  /** A part that may be left out. */
  record Maybe(Expansion part) implements Expansion {}

  /** A part that may be said any number of times. */
  record Repeat(Expansion part, boolean atLeastOnce) implements Expansion {}

  /**
   * A choice.
   *
   * @param weight relative to the other choices, at least 0
   */
  record Alternative(Expansion expansion, double weight) {}
}
