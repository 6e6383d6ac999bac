package org.auricle.server.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.models.yaml.YamlException;
import org.auricle.models.yaml.YamlNode;
import org.auricle.models.yaml.YamlReader;
import org.auricle.server.config.ConfigNode.Section;

/** Makes a configuration of a YAML file. */
record YamlFile(String name) {

  static Section read(Path file) throws IOException, ConfigException {
    YamlFile yaml = new YamlFile(file.toString());
    try {
      return yaml.configuration(YamlReader.read(file));
    } catch (YamlException e) {
      throw yaml.malformed(e);
    }
  }

  static Section read(String name, String text) throws ConfigException {
    YamlFile yaml = new YamlFile(name);
    try {
      return yaml.configuration(YamlReader.read(text));
    } catch (YamlException e) {
      throw yaml.malformed(e);
    }
  }

  private ConfigException malformed(YamlException e) {
    String where = e.line() == 0 ? name : at(e.line(), e.column());
    return new ConfigException(where, "", e.getMessage());
  }

  private Section configuration(YamlNode root) throws ConfigException {
    if (root instanceof YamlNode.Nothing) {
      return Section.empty(name);
    }
    if (root instanceof YamlNode.Section section) {
      return section("", section);
    }
    throw new ConfigException(
        at(root.line(), root.column()), "", root.found() + " (expected: options by name)");
  }

  private ConfigNode node(String path, YamlNode node) throws ConfigException {
    if (node instanceof YamlNode.Section section) {
      return section(path, section);
    }
    String where = at(node.line(), node.column());
    if (node instanceof YamlNode.Items list) {
      ConfigNode[] items = new ConfigNode[list.items().size()];
      for (int i = 0; i < items.length; i++) {
        items[i] = node(path + "[" + i + "]", list.items().get(i));
      }
      return new ConfigNode.Items(List.of(items), where);
    }
    return node instanceof YamlNode.Scalar scalar
        ? new ConfigNode.Scalar(scalar.text(), where)
        : new ConfigNode.Nothing(where);
  }

  private Section section(String path, YamlNode.Section section) throws ConfigException {
    Map<String, Section.Entry> entries = new LinkedHashMap<>();
    for (YamlNode.Section.Entry entry : section.entries()) {
      String keyWhere = at(entry.line(), entry.column());
      String keyPath = Schema.child(path, entry.key());
      Section.Entry made = new Section.Entry(keyWhere, node(keyPath, entry.value()));
      if (entries.putIfAbsent(entry.key(), made) != null) {
        throw new ConfigException(keyWhere, keyPath, "given twice (expected: once)");
      }
    }
    return new Section(entries, at(section.line(), section.column()));
  }

  private String at(int line, int column) {
    return name + ":" + line + ":" + column;
  }
}
