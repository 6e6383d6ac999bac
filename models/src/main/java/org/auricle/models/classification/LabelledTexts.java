package org.auricle.models.classification;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.auricle.models.table.DelimitedTable;
import org.auricle.models.table.TableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads texts with or without labels: a .csv or .tsv file with names in the first line, or JSON
 * lines, an object each.
 *
 * @param text name of the field or column that holds the text
 * @param label name of that of the label
 */
public record LabelledTexts(String text, String label) {
  /** {@code text} and {@code label}. */
  public static final LabelledTexts DEFAULT = new LabelledTexts("text", "label");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads labelled texts.
   *
   * @throws TableException naming file and line of what is wrong
   */
  public List<LabelledText> read(Path file) throws IOException {
    List<LabelledText> texts = new ArrayList<>();
    visit(
        file,
        List.of(text, label),
        (values, line) -> {
          if (values.get(1).isBlank()) {
            throw new TableException(file.toString(), line, label + ": blank (expected: a class)");
          }
          texts.add(new LabelledText(values.get(0), values.get(1).strip()));
        });
    if (texts.isEmpty()) {
      throw new TableException(file.toString(), "no texts (expected: some)");
    }
    return texts;
  }

  /**
   * Reads texts without their labels, if they have any.
   *
   * @throws TableException naming file and line of what is wrong
   */
  public List<String> readTexts(Path file) throws IOException {
    List<String> texts = new ArrayList<>();
    visit(file, List.of(text), (values, line) -> texts.add(values.get(0)));
    return texts;
  }

  private interface Visitor {
    void visit(List<String> values, int line) throws TableException;
  }

  private static void visit(Path file, List<String> names, Visitor visitor) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      DelimitedTable table = DelimitedTable.read(file);
      int[] columns = new int[names.size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = table.column(names.get(i));
      }
      for (DelimitedTable.Row row : table.rows()) {
        List<String> values = new ArrayList<>();
        for (int column : columns) {
          values.add(row.values().get(column));
        }
        visitor.visit(values, row.line());
      }
    } else {
      visitJson(file, names, visitor);
    }
  }

  private static void visitJson(Path file, List<String> names, Visitor visitor) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new TableException(file.toString(), "bytes that are not UTF-8 (expected: UTF-8 text)");
    }
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        visitor.visit(values(lines.get(i), names, file, i + 1), i + 1);
      }
    }
  }

  private static List<String> values(String json, List<String> names, Path file, int line)
      throws TableException {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new TableException(
          file.toString(), line, "not JSON: " + e.getOriginalMessage() + " (expected: an object)");
    }
    List<String> values = new ArrayList<>();
    for (String name : names) {
      JsonNode value = node.path(name);
      if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
        throw new TableException(
            file.toString(),
            line,
            name + ": " + (value.isMissingNode() ? "not there" : value) + " (expected: text)");
      }
      values.add(value.asString());
    }
    return values;
  }
}
