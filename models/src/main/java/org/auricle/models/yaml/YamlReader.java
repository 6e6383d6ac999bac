package org.auricle.models.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one YAML document of up to a megabyte into nodes that know where they stood. Aliases, which
 * can make little text into much, are refused, and so is what is nested deeper than people write.
 */
public final class YamlReader {
  private static final long MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 20;

  private final JsonParser parser;

  private YamlReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads a file.
   *
   * @return {@link YamlNode.Nothing} if it is empty
   * @throws YamlException if it is too large or no YAML
   */
  public static YamlNode read(Path file) throws IOException, YamlException {
    if (Files.size(file) > MAX_BYTES) {
      throw new YamlException(0, 0, Files.size(file) + " bytes (expected: <= " + MAX_BYTES + ")");
    }
    try {
      return read(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new YamlException(0, 0, "not UTF-8 (expected: UTF-8)");
    }
  }

  /**
   * Reads a text.
   *
   * @throws YamlException if it is too large or no YAML
   */
  public static YamlNode read(String text) throws YamlException {
    if (text.length() > MAX_BYTES) {
      throw new YamlException(0, 0, text.length() + " characters (expected: <= " + MAX_BYTES + ")");
    }
    try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      return new YamlReader(parser).document();
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private static YamlException malformed(JacksonException e) {
    if (e.getCause() instanceof MarkedYamlEngineException yaml
        && yaml.getProblemMark().isPresent()) {
      Mark mark = yaml.getProblemMark().get(); // counts from 0
      return new YamlException(
          mark.getLine() + 1, mark.getColumn() + 1, "not YAML: " + oneLine(yaml.getProblem()));
    }
    TokenStreamLocation at = e.getLocation();
    boolean known = at != null && at.getLineNr() > 0;
    return new YamlException(
        known ? at.getLineNr() : 0,
        known ? at.getColumnNr() : 0,
        "not YAML: " + oneLine(e.getOriginalMessage()));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private YamlNode document() throws YamlException {
    if (parser.nextToken() == null) {
      return new YamlNode.Nothing(1, 1);
    }
    YamlNode root = node("", 0);
    if (parser.nextToken() != null) {
      throw problem("a second document (expected: one)");
    }
    return root;
  }

  private YamlNode node(String path, int depth) throws YamlException {
    if (depth > MAX_DEPTH) {
      throw problem("nested deeper than " + MAX_DEPTH + " levels");
    }
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw problem((path.isEmpty() ? "" : path + ": ") + "an alias (expected: the value itself)");
    }
    int line = line();
    int column = column();
    return switch (parser.currentToken()) {
      case START_OBJECT -> section(path, line, column, depth);
      case START_ARRAY -> items(path, line, column, depth);
      case VALUE_NULL -> new YamlNode.Nothing(line, column);
      default -> new YamlNode.Scalar(parser.getString(), line, column);
    };
  }

  private YamlNode section(String path, int line, int column, int depth) throws YamlException {
    List<YamlNode.Section.Entry> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.getString();
      int keyLine = line();
      int keyColumn = column();
      parser.nextToken();
      YamlNode value = node(path.isEmpty() ? key : path + "." + key, depth + 1);
      entries.add(new YamlNode.Section.Entry(key, keyLine, keyColumn, value));
    }
    return new YamlNode.Section(entries, line, column);
  }

  private YamlNode items(String path, int line, int column, int depth) throws YamlException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(path + "[" + items.size() + "]", depth + 1));
    }
    return new YamlNode.Items(items, line, column);
  }

  private YamlException problem(String problem) {
    return new YamlException(line(), column(), problem);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private int column() {
    return parser.currentTokenLocation().getColumnNr();
  }
}
