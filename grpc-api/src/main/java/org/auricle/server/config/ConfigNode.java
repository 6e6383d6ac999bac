package org.auricle.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of the configuration, and where it was found. */
sealed interface ConfigNode {

  /** File, line and column; or the variable or flag that it comes from. */
  String where();

  /** What it is, for errors. */
  String found();

  /** Text, whatever is made of it later. */
  record Scalar(String text, String where) implements ConfigNode {
    @Override
    public String found() {
      return text.isEmpty() ? "\"\"" : text;
    }
  }

  /** A key without a value. */
  record Nothing(String where) implements ConfigNode {
    @Override
    public String found() {
      return "nothing";
    }
  }

  /** Values in order. */
  record Items(List<ConfigNode> items, String where) implements ConfigNode {
    @Override
    public String found() {
      return "a list";
    }
  }

  /** Values by key; changes as overrides are laid on it. */
  record Section(Map<String, Entry> entries, String where) implements ConfigNode {

    /** A key with its place. */
    record Entry(String keyWhere, ConfigNode value) {}

    static Section empty(String where) {
      return new Section(new LinkedHashMap<>(), where);
    }

    @Override
    public String found() {
      return "a section";
    }
  }
}
