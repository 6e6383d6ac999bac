package org.auricle.models.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A blank in an expression, and what may fill it: values of a list, or what a built-in kind
 * understands.
 *
 * @param name what expressions call it
 * @param elements its values in the file's order; one phrase for all of a built-in kind
 * @param kind the built-in kind that makes values of words, if it is one
 * @param line of the domain file, from 1
 */
public record Slot(String name, List<SlotElement> elements, Optional<BuiltinKind> kind, int line) {

  /** Requires a value. */
  public Slot {
    Objects.requireNonNull(kind, "kind");
    elements = List.copyOf(elements);
    if (elements.isEmpty()) {
      throw new IllegalArgumentException(name + ": 0 values (expected: >= 1)");
    }
  }

  /** A slot of a built-in kind. */
  public static Slot of(String name, BuiltinKind kind, int line) {
    return new Slot(
        name,
        List.of(new SlotElement(Optional.empty(), kind.phrase(line), line)),
        Optional.of(kind),
        line);
  }

  /**
   * What words mean as a value of this slot; empty if they are none. Of several values that are
   * said alike it is the first.
   *
   * @param words in lower case
   */
  public Optional<String> value(List<String> words) {
    return new SlotMatcher(this)
        .at(words, 0).stream()
            .filter(match -> match.end() == words.size())
            .map(SlotMatcher.Match::value)
            .findFirst();
  }

  /** What words mean that an element is said with; empty if a built-in kind finds no sense. */
  Optional<String> value(SlotElement element, List<String> words) {
    return kind.isPresent()
        ? kind.get().value(words)
        : Optional.of(element.value().orElseGet(() -> String.join(" ", words)));
  }
}
