package org.auricle.models;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.TokenTable;

/** {@code tokens.txt}: a symbol and its id a line; a line with one field is the space's id. */
final class TokensFile {
  private TokensFile() {}

  static String write(TokenTable tokens) {
    StringBuilder text = new StringBuilder();
    for (int id = 0; id < tokens.size(); id++) {
      text.append(tokens.symbol(id)).append(' ').append(id).append('\n');
    }
    return text.toString();
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException naming the line, what was found and what was expected
   */
  static TokenTable read(String text, int blank) {
    List<String> symbols = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String trimmed = line.stripTrailing();
      int cut = trimmed.lastIndexOf(' ');
      String symbol =
          trimmed.substring(0, Math.max(cut, 0)).matches(" *") ? " " : trimmed.substring(0, cut);
      String id = trimmed.substring(cut + 1);
      if (!id.equals(Integer.toString(symbols.size()))) {
        throw new IllegalArgumentException(
            "line %d: id \"%s\" (expected: %d)".formatted(number, id, symbols.size()));
      }
      symbols.add(symbol);
    }
    return new TokenTable(symbols, blank);
  }
}
