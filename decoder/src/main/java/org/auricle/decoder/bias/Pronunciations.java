package org.auricle.decoder.bias;

import java.util.List;

/** How words sound, for acoustic models whose tokens do not spell. Thread-safe. */
@FunctionalInterface
public interface Pronunciations {

  /** The token sequences of a word, without separators around them; none if it is not known. */
  List<int[]> of(String word);
}
