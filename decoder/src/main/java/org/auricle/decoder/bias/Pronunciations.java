package org.auricle.decoder.bias;

import java.util.List;
import java.util.Optional;

/** How words sound, for acoustic models whose tokens do not spell. Thread-safe. */
@FunctionalInterface
public interface Pronunciations {

  /** The token sequences of a word, without separators around them; none if it is not known. */
  List<int[]> of(String word);

  /** These, and others' for the words that these do not know. */
  default Pronunciations orElse(Optional<Pronunciations> others) {
    return others.isEmpty()
        ? this
        : word -> {
          List<int[]> known = of(word);
          return known.isEmpty() ? others.get().of(word) : known;
        };
  }
}
