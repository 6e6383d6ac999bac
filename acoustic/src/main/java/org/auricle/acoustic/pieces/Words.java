package org.auricle.acoustic.pieces;

import java.util.ArrayList;
import java.util.List;

/** Texts as words; blank is whatever Unicode or Java calls so. */
final class Words {
  private Words() {}

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  static boolean hasBlank(String text) {
    return text.codePoints().anyMatch(Words::isBlank);
  }

  /** The words of a text, in order; none is empty. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (!isBlank(c)) {
                word.appendCodePoint(c);
              } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
              }
            });
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}
