package org.auricle.decoder.lm.lstm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.auricle.engine.recognition.LanguageModel;

/**
 * The symbols of a language model, most frequent first: words, or the characters that lines consist
 * of. Id {@link LanguageModel#UNKNOWN} stands for all others, {@link #BOUNDARY} for the end of a
 * sentence and, as an input, for its beginning.
 */
public final class SymbolTable {

  /** Id of the boundary between sentences. */
  public static final int BOUNDARY = 1;

  /** What stands for symbols that are not in the vocabulary. */
  public static final String UNKNOWN_SYMBOL = "<unk>";

  /** The end of a sentence. */
  public static final String BOUNDARY_SYMBOL = "</s>";

  /** What a line is cut into. */
  public enum Level {
    /** What blanks separate. */
    WORD,
    /** Code points, blanks among them. */
    CHARACTER;

    /** The symbols of a line, in order. */
    public List<String> symbols(String line) {
      String text = line.strip();
      if (text.isEmpty()) {
        return List.of();
      }
      return this == WORD
          ? Arrays.asList(text.split("\\s+"))
          : text.replaceAll("\\s+", " ").codePoints().mapToObj(Character::toString).toList();
    }
  }

  private final Level level;
  private final List<String> symbols;
  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * A vocabulary of given symbols.
   *
   * @param symbols id = position; the first two are {@value #UNKNOWN_SYMBOL} and {@value
   *     #BOUNDARY_SYMBOL}; no duplicates
   */
  public SymbolTable(Level level, List<String> symbols) {
    this.level = level;
    this.symbols = List.copyOf(symbols);
    if (symbols.size() < 3
        || !symbols.get(LanguageModel.UNKNOWN).equals(UNKNOWN_SYMBOL)
        || !symbols.get(BOUNDARY).equals(BOUNDARY_SYMBOL)) {
      throw new IllegalArgumentException(
          "symbols: "
              + symbols.subList(0, Math.min(3, symbols.size()))
              + " (expected: "
              + UNKNOWN_SYMBOL
              + ", "
              + BOUNDARY_SYMBOL
              + " and at least one more)");
    }
    for (int i = 0; i < symbols.size(); i++) {
      Integer before = ids.putIfAbsent(symbols.get(i), i);
      if (before != null) {
        throw new IllegalArgumentException(
            "symbol \"" + symbols.get(i) + "\" has two ids: " + before + " and " + i);
      }
    }
  }

  /**
   * The most frequent symbols of a text.
   *
   * @param limit most symbols, the two special ones included
   * @param minimumCount rarer symbols are left out
   */
  public static SymbolTable of(Level level, Iterable<String> lines, int limit, int minimumCount) {
    Map<String, Integer> counts = new HashMap<>();
    for (String line : lines) {
      for (String symbol : level.symbols(line)) {
        counts.merge(symbol, 1, Integer::sum);
      }
    }
    counts.remove(UNKNOWN_SYMBOL);
    counts.remove(BOUNDARY_SYMBOL);
    List<String> symbols = new ArrayList<>(List.of(UNKNOWN_SYMBOL, BOUNDARY_SYMBOL));
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= minimumCount)
        .sorted(
            Comparator.comparing(Map.Entry<String, Integer>::getValue)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .limit(Math.max(0, limit - 2))
        .forEach(entry -> symbols.add(entry.getKey()));
    return new SymbolTable(level, symbols);
  }

  /** What lines are cut into. */
  public Level level() {
    return level;
  }

  /** Number of symbols, the two special ones included. */
  public int size() {
    return symbols.size();
  }

  /** All symbols, id = position. */
  public List<String> symbols() {
    return symbols;
  }

  /** The id of a symbol, or that of the unknown. */
  public int id(CharSequence symbol) {
    return ids.getOrDefault(symbol.toString(), LanguageModel.UNKNOWN);
  }

  /** The ids of a line's symbols; the boundary is not among them. */
  public int[] encode(String line) {
    return level.symbols(line).stream().mapToInt(this::id).toArray();
  }
}
