package org.auricle.server.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The options there are, read off the records. */
final class Schema {
  private static final String PREFIX = "AURICLE_";

  private Schema() {}

  /**
   * One option.
   *
   * @param path names of sections and option, joined by dots
   */
  record Leaf(String path, RecordComponent component) {

    /** The variable of the environment: grpc.maxCalls is AURICLE_GRPC_MAX_CALLS. */
    String variable() {
      return PREFIX
          + path.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
              .replace('.', '_')
              .toUpperCase(Locale.ROOT);
    }

    boolean isList() {
      return component.getType() == List.class;
    }
  }

  /** All options, in the order of the records. */
  static List<Leaf> leaves(Class<?> type) {
    List<Leaf> leaves = new ArrayList<>();
    collect(type, "", leaves);
    return leaves;
  }

  private static void collect(Class<?> type, String path, List<Leaf> leaves) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = child(path, component.getName());
      if (component.getType().isRecord()) {
        collect(component.getType(), name, leaves);
      } else {
        leaves.add(new Leaf(name, component));
      }
    }
  }

  static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static Option option(RecordComponent component) {
    return component.getAnnotation(Option.class);
  }

  /** What a list is of. */
  static Class<?> element(RecordComponent list) {
    return (Class<?>) ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
  }
}
