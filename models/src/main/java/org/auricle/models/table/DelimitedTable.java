package org.auricle.models.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of text (RFC 4180): values separated by commas, semicolons, tabs or bars, whichever the
 * first line has most of; quotes around values that hold separators, line ends or doubled quotes.
 *
 * @param source named in errors
 * @param columns names, from the first line
 * @param rows below it, empty lines left out
 */
public record DelimitedTable(String source, List<String> columns, List<Row> rows) {
  private static final String SEPARATORS = ",;\t|";

  /**
   * A row.
   *
   * @param line where it begins, counted from 1
   * @param values as many as there are columns
   */
  public record Row(int line, List<String> values) {}

  /**
   * Reads a file.
   *
   * @throws TableException if it is not such a table
   */
  public static DelimitedTable read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return parse(text, file.toString());
    } catch (CharacterCodingException e) {
      throw new TableException(file.toString(), "bytes that are not UTF-8 (expected: UTF-8 text)");
    }
  }

  /**
   * Parses a text.
   *
   * @param source named in errors
   * @throws TableException if it is not such a table
   */
  public static DelimitedTable parse(String text, String source) throws TableException {
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<Row> rows = new Parser(content, separator(content), source).rows();
    if (rows.isEmpty()) {
      throw new TableException(source, "empty (expected: a line with the columns' names)");
    }
    List<String> columns = rows.get(0).values().stream().map(String::strip).toList();
    List<Row> body = rows.subList(1, rows.size());
    for (Row row : body) {
      if (row.values().size() != columns.size()) {
        throw new TableException(
            source,
            row.line(),
            row.values().size()
                + " values (expected: "
                + columns.size()
                + ", as in the first line)");
      }
    }
    return new DelimitedTable(source, columns, List.copyOf(body));
  }

  /**
   * The index of a column.
   *
   * @throws TableException if there is none of that name
   */
  public int column(String name) throws TableException {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new TableException(
          source, 1, "no column " + name + " (expected: one of " + columns + ")");
    }
    return index;
  }

  private static char separator(String text) {
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    char best = SEPARATORS.charAt(0);
    long most = 0;
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char candidate = SEPARATORS.charAt(i);
      long count = first.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  /** One pass over the text. */
  private static final class Parser {
    private final String text;
    private final char separator;
    private final String source;
    private final List<Row> rows = new ArrayList<>();
    private int at;
    private int line = 1;

    Parser(String text, char separator, String source) {
      this.text = text;
      this.separator = separator;
      this.source = source;
    }

    List<Row> rows() throws TableException {
      while (at < text.length()) {
        int start = line;
        List<String> values = new ArrayList<>();
        do {
          values.add(value());
        } while (take(separator));
        boolean whole = at == text.length() || lineEnd();
        if (!whole) {
          throw new TableException(source, line, "text behind a closing quote (expected: none)");
        }
        line++;
        if (values.size() > 1 || !values.get(0).isBlank()) {
          rows.add(new Row(start, values));
        }
      }
      return rows;
    }

    /** Of either kind. */
    private boolean lineEnd() {
      boolean first = take('\r');
      return take('\n') || first;
    }

    private boolean take(char c) {
      boolean there = at < text.length() && text.charAt(at) == c;
      at += there ? 1 : 0;
      return there;
    }

    private String value() throws TableException {
      if (take('"')) {
        return quoted();
      }
      int from = at;
      while (at < text.length() && text.charAt(at) != separator && !lineEnd(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private static boolean lineEnd(char c) {
      return c == '\n' || c == '\r';
    }

    private String quoted() throws TableException {
      int start = line;
      StringBuilder value = new StringBuilder();
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c != '"') {
          line += c == '\n' ? 1 : 0;
          value.append(c);
        } else if (take('"')) {
          value.append('"');
        } else {
          return value.toString();
        }
      }
      throw new TableException(source, start, "a quote that does not end (expected: another one)");
    }
  }
}
