package org.auricle.models.domain;

import java.util.List;
import java.util.Objects;

/**
 * A sentence and what it means.
 *
 * @param intent its name; empty: none of the domain
 * @param words in lower case
 * @param tags one for each word: {@code B-slot} where a value begins, {@code I-slot} where it goes
 *     on, {@code O} elsewhere
 * @param slots in the order of the words
 */
public record LabelledSentence(
    String intent, List<String> words, List<String> tags, List<SlotValue> slots) {

  /** The tag of a word outside of all slots. */
  public static final String OUTSIDE = "O";

  /** What the tag of a slot's first word begins with. */
  public static final String BEGIN = "B-";

  /** What the tag of a slot's further words begins with. */
  public static final String INSIDE = "I-";

  /** Requires a tag for each word. */
  public LabelledSentence {
    Objects.requireNonNull(intent, "intent");
    words = List.copyOf(words);
    tags = List.copyOf(tags);
    slots = List.copyOf(slots);
    if (words.size() != tags.size()) {
      throw new IllegalArgumentException(
          "tags: " + tags.size() + " (expected: " + words.size() + ", one for each word)");
    }
  }
}
