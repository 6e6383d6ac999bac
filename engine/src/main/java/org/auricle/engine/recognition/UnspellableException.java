package org.auricle.engine.recognition;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A text has characters or words that tokens cannot spell. The message names all of them. */
public final class UnspellableException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> unknown;

  /**
   * Describes what cannot be spelled.
   *
   * @param unknown characters or words, each once
   * @param text that they are in
   * @param problem for {@code formatted}: first stand the unknown, then the text
   */
  public UnspellableException(Collection<String> unknown, String text, String problem) {
    super(
        problem.formatted(
            unknown.stream().map(part -> "\"" + part + "\"").collect(Collectors.joining(", ")),
            "\"" + text + "\""));
    this.unknown = List.copyOf(unknown);
  }

  /**
   * Of characters without a token.
   *
   * @param unknown characters, each once
   * @param text that they are in
   */
  public static UnspellableException noTokens(Collection<String> unknown, String text) {
    return new UnspellableException(unknown, text, "no token for %s in %s");
  }

  /** What cannot be spelled, in the text's order. */
  public List<String> unknown() {
    return unknown;
  }
}
