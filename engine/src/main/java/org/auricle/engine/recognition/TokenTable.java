package org.auricle.engine.recognition;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The symbols that an acoustic model emits. Token id = position in the list.
 *
 * <p>Words are separated by a symbol {@code " "}, or {@code "|"} where no symbol begins with
 * U+2581; symbols that do begin a word. {@code <0xNN>} is a byte of UTF-8. Special tokens ({@code
 * <unk>}, {@code <s>}, {@code </s>}, {@code <pad>}, {@code <sos/eos>} and the like) are never
 * shown.
 */
public final class TokenTable {
  private final List<String> symbols;
  private final Map<String, Integer> ids = new HashMap<>();
  private final int blank;
  private final int space;
  private final TokenPieces pieces;

  /**
   * Builds a table.
   *
   * @param symbols id = position; no duplicates
   * @param blank id of the CTC blank
   */
  public TokenTable(List<String> symbols, int blank) {
    this.symbols = List.copyOf(symbols);
    if (blank < 0 || blank >= symbols.size()) {
      throw new IllegalArgumentException(
          "blank: " + blank + " (expected: 0.." + (symbols.size() - 1) + ")");
    }
    for (int i = 0; i < symbols.size(); i++) {
      Integer before = ids.putIfAbsent(symbols.get(i), i);
      if (before != null) {
        throw new IllegalArgumentException(
            "symbol \"" + symbols.get(i) + "\" has two ids: " + before + " and " + i);
      }
    }
    this.blank = blank;
    boolean pieces = symbols.stream().anyMatch(TokenPieces::startsWord);
    this.space = ids.getOrDefault(" ", pieces ? -1 : ids.getOrDefault("|", -1));
    this.pieces = new TokenPieces(this.symbols, blank, space);
  }

  /** Number of tokens, blank included. */
  public int size() {
    return symbols.size();
  }

  /** Id of the CTC blank. */
  public int blank() {
    return blank;
  }

  /** Id of the word separator, or -1. */
  public int space() {
    return space;
  }

  /** All symbols, id = position. */
  public List<String> symbols() {
    return symbols;
  }

  /** The symbol of an id. */
  public String symbol(int id) {
    return symbols.get(id);
  }

  /** The id of a symbol, or -1. */
  public int id(String symbol) {
    return ids.getOrDefault(symbol, -1);
  }

  /**
   * What a token adds to the text, in UTF-8: a separator of words as a blank, a piece that begins a
   * word with a blank in front; nothing if it is never shown.
   */
  public byte[] utf8(int token) {
    return pieces.utf8(token);
  }

  /** Whether a character belongs to a script that is written without spaces between words. */
  public static boolean isUnspaced(int codePoint) {
    return TokenPieces.isUnspaced(codePoint);
  }

  /** The text of a token sequence: words separated by single spaces, if their script has any. */
  public String text(int[] tokens) {
    return text(words(tokens));
  }

  /** The text of a reading: words separated by single spaces, if their script has any. */
  public String text(Hypothesis hypothesis) {
    return text(words(hypothesis));
  }

  private static String text(List<TokenWord> words) {
    StringBuilder text = new StringBuilder();
    for (TokenWord word : words) {
      text.append(word.spaced() && text.length() > 0 ? " " : "").append(word.text());
    }
    return text.toString();
  }

  /** The words of a reading, in order; none is empty. */
  public List<TokenWord> words(Hypothesis hypothesis) {
    return hypothesis.words().orElseGet(() -> words(hypothesis.tokens()));
  }

  /** The words of a token sequence, in order; none is empty. */
  public List<TokenWord> words(int[] tokens) {
    return pieces.words(tokens);
  }

  /**
   * The token sequence of a text, one token a code point, runs of blank characters as one
   * separator.
   *
   * @throws UnspellableException naming the characters that have no token
   */
  public int[] encode(String text) {
    String trimmed = text.strip().replaceAll("\\s+", " ");
    Set<String> unknown = new LinkedHashSet<>();
    int[] ids = new int[trimmed.codePointCount(0, trimmed.length())];
    int n = 0;
    for (int c : trimmed.codePoints().toArray()) {
      String character = Character.toString(c);
      int id = c == ' ' ? space : id(character);
      if (id < 0 || id == blank) {
        unknown.add(character);
      }
      ids[n++] = id;
    }
    if (!unknown.isEmpty()) {
      throw UnspellableException.noTokens(unknown, text);
    }
    return ids;
  }
}
