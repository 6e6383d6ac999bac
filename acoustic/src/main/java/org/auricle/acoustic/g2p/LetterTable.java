package org.auricle.acoustic.g2p;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The characters that words are spelled with. Id = position in the list. Immutable. */
public final class LetterTable {
  private static final int MOST_LETTERS = 100; // the longest word of a dictionary has some 35

  private final List<String> letters;
  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * A table of letters.
   *
   * @param letters lower case, one code point each, all different
   */
  public LetterTable(List<String> letters) {
    this.letters = List.copyOf(letters);
    for (String letter : letters) {
      boolean single = letter.codePointCount(0, letter.length()) == 1;
      if (!single || letter.isBlank() || ids.putIfAbsent(letter, ids.size()) != null) {
        throw new IllegalArgumentException(
            "letter \"" + letter + "\" (expected: single characters, all different)");
      }
    }
    if (letters.isEmpty()) {
      throw new IllegalArgumentException("letters: none (expected: at least one)");
    }
  }

  /** Number of letters. */
  public int size() {
    return letters.size();
  }

  /** All letters, id = position. */
  public List<String> letters() {
    return letters;
  }

  /** How a word is looked up: lower case, with the typewriter's apostrophe. */
  public static String normalize(String word) {
    return word.strip()
        .toLowerCase(Locale.ROOT)
        .replace('\u2019', '\'')
        .replace('\u2018', '\'')
        .replace('\u02bc', '\'');
  }

  /**
   * The letters of a word, which is taken as {@link #normalize} has it; an accented letter that the
   * table lacks counts as the letter below the accent.
   *
   * @throws PronunciationException naming the first character that is no letter
   */
  public int[] encode(String word) {
    String normal = Normalizer.normalize(normalize(word), Normalizer.Form.NFC);
    int[] points = normal.codePoints().toArray();
    if (points.length == 0 || points.length > MOST_LETTERS) {
      throw new PronunciationException(
          "word \"%s\": %d characters (expected: 1..%d)"
              .formatted(abbreviate(word), points.length, MOST_LETTERS));
    }
    int[] encoded = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      encoded[i] = id(Character.toString(points[i]));
      if (encoded[i] < 0) {
        throw new PronunciationException(
            "word \"%s\": \"%s\" (expected: letters of %s)"
                .formatted(word, Character.toString(points[i]), String.join("", letters)));
      }
    }
    return encoded;
  }

  private int id(String letter) {
    Integer id = ids.get(letter);
    if (id == null) {
      String plain = Normalizer.normalize(letter, Normalizer.Form.NFD);
      id = ids.get(Character.toString(plain.codePointAt(0)));
    }
    return id == null ? -1 : id;
  }

  private static String abbreviate(String word) {
    return word.length() <= 20 ? word : word.substring(0, 20) + "...";
  }
}
