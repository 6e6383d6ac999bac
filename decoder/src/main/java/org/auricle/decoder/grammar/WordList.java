package org.auricle.decoder.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Words and their numbers, from 1 in the order in which they come. Not thread-safe. */
final class WordList {
  private final Consumer<String> whenNew;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  /**
   * An empty list.
   *
   * @param whenNew is told of every word once, and may refuse it by an exception
   */
  WordList(Consumer<String> whenNew) {
    this.whenNew = whenNew;
  }

  /** The number of a word, which is added if it is new. */
  int id(String word) {
    return ids.computeIfAbsent(
        word,
        w -> {
          whenNew.accept(w);
          words.add(w);
          return words.size();
        });
  }

  /** The words; number 1 is the first. */
  List<String> words() {
    return List.copyOf(words);
  }
}
