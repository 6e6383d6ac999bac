package org.auricle.server.telemetry;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A parameter of a log message that has parts. As text it is {@code name=value ...}; a handler that
 * writes JSON takes the parts.
 *
 * @param fields numbers, strings, lists of strings, by name
 */
public record LogFields(Map<String, Object> fields) {
  @Override
  public String toString() {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + field.getValue())
        .collect(Collectors.joining(" "));
  }
}
