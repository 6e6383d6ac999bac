package org.auricle.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.server.config.ConfigNode.Section;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML into nodes that know where they stood. */
final class YamlFile {
  private static final long MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 20;

  private final String name;
  private final JsonParser parser;

  private YamlFile(String name, JsonParser parser) {
    this.name = name;
    this.parser = parser;
  }

  static Section read(Path file) throws IOException, ConfigException {
    if (Files.size(file) > MAX_BYTES) {
      throw new ConfigException(
          file + ": " + Files.size(file) + " bytes (expected: <= " + MAX_BYTES + ")");
    }
    return read(file.toString(), Files.readString(file));
  }

  static Section read(String name, String text) throws ConfigException {
    try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      return new YamlFile(name, parser).document();
    } catch (JacksonException e) {
      throw malformed(name, e);
    }
  }

  private static ConfigException malformed(String name, JacksonException e) {
    if (e.getCause() instanceof MarkedYamlEngineException yaml
        && yaml.getProblemMark().isPresent()) {
      Mark mark = yaml.getProblemMark().get(); // counts from 0
      return new ConfigException(
          name + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1),
          "",
          "not YAML: " + oneLine(yaml.getProblem()));
    }
    return new ConfigException(
        at(name, e.getLocation()), "", "not YAML: " + oneLine(e.getOriginalMessage()));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private Section document() throws ConfigException {
    if (parser.nextToken() == null) {
      return Section.empty(name);
    }
    ConfigNode root = node("", 0);
    if (parser.nextToken() != null) {
      throw new ConfigException(where(), "", "a second document (expected: one)");
    }
    if (root instanceof ConfigNode.Nothing) {
      return Section.empty(name);
    }
    if (root instanceof Section section) {
      return section;
    }
    throw new ConfigException(root.where(), "", root.found() + " (expected: options by name)");
  }

  private ConfigNode node(String path, int depth) throws ConfigException {
    String where = where();
    if (depth > MAX_DEPTH) {
      throw new ConfigException(where, "", "nested deeper than " + MAX_DEPTH + " levels");
    }
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw new ConfigException(where, path, "an alias (expected: the value itself)");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> section(path, where, depth);
      case START_ARRAY -> items(path, where, depth);
      case VALUE_NULL -> new ConfigNode.Nothing(where);
      default -> new ConfigNode.Scalar(parser.getString(), where);
    };
  }

  private Section section(String path, String where, int depth) throws ConfigException {
    Map<String, Section.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.getString();
      String keyWhere = where();
      String keyPath = Schema.child(path, key);
      parser.nextToken();
      Section.Entry entry = new Section.Entry(keyWhere, node(keyPath, depth + 1));
      if (entries.putIfAbsent(key, entry) != null) {
        throw new ConfigException(keyWhere, keyPath, "given twice (expected: once)");
      }
    }
    return new Section(entries, where);
  }

  private ConfigNode.Items items(String path, String where, int depth) throws ConfigException {
    List<ConfigNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(path + "[" + items.size() + "]", depth + 1));
    }
    return new ConfigNode.Items(items, where);
  }

  private String where() {
    return at(name, parser.currentTokenLocation());
  }

  private static String at(String name, TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1
        ? name
        : name + ":" + location.getLineNr() + ":" + location.getColumnNr();
  }
}
