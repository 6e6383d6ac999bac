package org.auricle.models.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A list of tokens in one of the forms that they come in:
 *
 * <ul>
 *   <li>"symbol id" a line, in any order; a line with nothing but an id is the space's
 *       (sherpa-onnx, onnx-asr, WeNet);
 *   <li>a JSON object from token to id, with an added_tokens.json beside it (Hugging Face), or a
 *       JSON array;
 *   <li>a token a line, the first of which has id 0.
 * </ul>
 */
public final class Vocabulary {
  /** A symbol, which may be a blank character or nothing at all, and its id. */
  private static final Pattern NUMBERED = Pattern.compile("(?:(.*)[ \\t])?([0-9]{1,9})[ \\t]*");

  private static final String ADDED = "added_tokens.json";
  private static final int MAX_LINE = 10_000; // characters

  private Vocabulary() {}

  /**
   * Reads a list.
   *
   * @return symbols, id = position
   * @throws ForeignModelException naming the line or token, what was found and what was expected
   */
  public static List<String> read(Path file) throws IOException {
    return requireOneLine(file, list(file));
  }

  /** Symbols that a token a line can hold. */
  static List<String> requireOneLine(Path file, List<String> symbols) throws ForeignModelException {
    for (int id = 0; id < symbols.size(); id++) {
      requireSymbol(file, symbols.get(id), id);
    }
    return symbols;
  }

  private static void requireSymbol(Path file, String symbol, int id) throws ForeignModelException {
    if (symbol.isEmpty() || symbol.contains("\n") || symbol.contains("\r")) {
      throw new ForeignModelException(
          file.toString(),
          "id %d: %s (expected: a token)"
              .formatted(id, symbol.isEmpty() ? "no token" : "a line break"));
    }
  }

  private static List<String> list(Path file) throws IOException {
    String text = FlatJson.text(file);
    String start = text.stripLeading();
    if (start.startsWith("{") && file.toString().endsWith(".json")) {
      return fromObject(file);
    }
    if (start.startsWith("[") && file.toString().endsWith(".json")) {
      return fromArray(file);
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\\r?\\n", -1)));
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    if (lines.isEmpty()) {
      throw new ForeignModelException(file.toString(), "empty (expected: tokens)");
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).length() > MAX_LINE) {
        throw new ForeignModelException(
            file.toString(),
            "line %d: %d characters (expected: a token, at most %d)"
                .formatted(i + 1, lines.get(i).length(), MAX_LINE));
      }
    }
    return isNumbered(lines) ? fromNumbered(file, lines) : List.copyOf(lines);
  }

  /** Whether most lines have an id, so that one without is a mistake. */
  private static boolean isNumbered(List<String> lines) {
    long numbered = lines.stream().filter(line -> NUMBERED.matcher(line).matches()).count();
    return 2 * numbered > lines.size();
  }

  private static List<String> fromNumbered(Path file, List<String> lines) throws IOException {
    Map<Integer, String> symbols = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = NUMBERED.matcher(lines.get(i));
      if (!matcher.matches()) {
        throw new ForeignModelException(
            file.toString(),
            "line " + (i + 1) + ": \"" + lines.get(i) + "\" (expected: a token and its id)");
      }
      String symbol =
          matcher.group(1) == null || matcher.group(1).isEmpty() ? " " : matcher.group(1);
      add(file, symbols, symbol, Integer.parseInt(matcher.group(2)), "line " + (i + 1));
    }
    return list(file, symbols);
  }

  private static List<String> fromArray(Path file) throws IOException {
    List<String> symbols = new ArrayList<>();
    for (JsonNode node : FlatJson.tree(file)) {
      if (!node.isString()) {
        throw new ForeignModelException(
            file.toString(), "token " + symbols.size() + ": " + node + " (expected: a string)");
      }
      symbols.add(node.stringValue());
    }
    return symbols;
  }

  private static List<String> fromObject(Path file) throws IOException {
    Map<Integer, String> symbols = new TreeMap<>();
    addAll(file, symbols);
    Path added = file.resolveSibling(ADDED);
    if (Files.isRegularFile(added)) {
      addAll(added, symbols);
    }
    return list(file, symbols);
  }

  private static void addAll(Path file, Map<Integer, String> symbols) throws IOException {
    for (Map.Entry<String, JsonNode> entry : FlatJson.tree(file).properties()) {
      if (!entry.getValue().isInt()) {
        throw new ForeignModelException(
            file.toString(),
            "token \""
                + entry.getKey()
                + "\": "
                + (entry.getValue().isObject() ? "an object" : entry.getValue())
                + " (expected: its id)");
      }
      String where = "token \"" + entry.getKey() + "\"";
      add(file, symbols, entry.getKey(), entry.getValue().intValue(), where);
    }
  }

  private static void add(
      Path file, Map<Integer, String> symbols, String symbol, int id, String where)
      throws ForeignModelException {
    String before = symbols.putIfAbsent(id, symbol);
    if (before != null && !before.equals(symbol)) {
      throw new ForeignModelException(
          file.toString(),
          where + ": id " + id + " (expected: another, \"" + before + "\" has it)");
    }
  }

  private static List<String> list(Path file, Map<Integer, String> symbols)
      throws ForeignModelException {
    int next = 0;
    for (int id : symbols.keySet()) {
      if (id != next) {
        throw new ForeignModelException(
            file.toString(), "no token with id " + next + " (expected: ids from 0 without gaps)");
      }
      next++;
    }
    return List.copyOf(symbols.values());
  }
}
