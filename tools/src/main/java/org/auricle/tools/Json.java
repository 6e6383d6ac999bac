package org.auricle.tools;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON for standard output. Trees, not beans: start-up counts. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A record as a tree. */
  static ObjectNode of(Record data) {
    return MAPPER.valueToTree(data);
  }

  /** On one line. */
  static String line(ObjectNode object) {
    return MAPPER.writeValueAsString(object);
  }

  /** A record on one line. */
  static String line(Record record) {
    return MAPPER.writeValueAsString(record);
  }

  /** A list of strings on one line. */
  static String line(List<String> strings) {
    return MAPPER.writeValueAsString(strings);
  }

  /** Indented. */
  static String page(ObjectNode object) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object);
  }

  /** A figure with three decimals: times in milliseconds, percentages in thousandths. */
  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
