package org.auricle.models.yaml;

import java.util.List;

/** A value of a YAML file, and where it stands: line and column from 1. */
public sealed interface YamlNode {

  /** The line. */
  int line();

  /** The column. */
  int column();

  /** What it is, for errors. */
  String found();

  /** Text, whatever is made of it later. */
  record Scalar(String text, int line, int column) implements YamlNode {
    @Override
    public String found() {
      return text.isEmpty() ? "\"\"" : text;
    }
  }

  /** A key without a value. */
  record Nothing(int line, int column) implements YamlNode {
    @Override
    public String found() {
      return "nothing";
    }
  }

  /** Values in order. */
  record Items(List<YamlNode> items, int line, int column) implements YamlNode {

    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String found() {
      return "a list";
    }
  }

  /** Values by key, in order; a key may be there twice, which is its reader's to judge. */
  record Section(List<Entry> entries, int line, int column) implements YamlNode {

    /** A key, its place and its value. */
    public record Entry(String key, int line, int column, YamlNode value) {}

    /** Copies the list. */
    public Section {
      entries = List.copyOf(entries);
    }

    @Override
    public String found() {
      return "a section";
    }
  }
}
