package org.auricle.server.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.server.config.ConfigNode.Items;
import org.auricle.server.config.ConfigNode.Nothing;
import org.auricle.server.config.ConfigNode.Scalar;
import org.auricle.server.config.ConfigNode.Section;

/** Fills records from nodes. */
final class Binder {
  private final Map<String, String> environment;

  Binder(Map<String, String> environment) {
    this.environment = environment;
  }

  <R> R bind(Section section, Class<R> type, String path) throws ConfigException {
    RecordComponent[] components = type.getRecordComponents();
    requireKnown(section, components, path);
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = component(section, components[i], path);
    }
    return construct(section, type, types, values, path);
  }

  private static void requireKnown(Section section, RecordComponent[] components, String path)
      throws ConfigException {
    List<String> known = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (Map.Entry<String, Section.Entry> entry : section.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new ConfigException(
            entry.getValue().keyWhere(),
            Schema.child(path, entry.getKey()),
            "unknown option (expected: " + String.join(", ", known) + ")");
      }
    }
  }

  private Object component(Section section, RecordComponent component, String path)
      throws ConfigException {
    String name = Schema.child(path, component.getName());
    Section.Entry entry = section.entries().get(component.getName());
    if (entry != null) {
      return value(entry.value(), component, name);
    }
    Option option = Schema.option(component);
    if (option.required()) {
      throw new ConfigException(section.where(), name, "missing (expected: a value)");
    }
    return value(defaultOf(component, option), component, name);
  }

  private static ConfigNode defaultOf(RecordComponent component, Option option) {
    String where = "default";
    if (component.getType().isRecord()) {
      return Section.empty(where);
    }
    if (component.getType() == List.class) {
      List<ConfigNode> items = new ArrayList<>();
      ConfigReader.splitByComma(option.value()).forEach(s -> items.add(new Scalar(s, where)));
      return new Items(items, where);
    }
    return new Scalar(option.value(), where);
  }

  private Object value(ConfigNode node, RecordComponent component, String path)
      throws ConfigException {
    if (component.getType() != List.class) {
      return single(node, component.getType(), path);
    }
    if (!(node instanceof Items items)) {
      throw new ConfigException(node.where(), path, node.found() + " (expected: a list)");
    }
    List<Object> values = new ArrayList<>();
    for (ConfigNode item : items.items()) {
      String itemPath = path + "[" + values.size() + "]";
      Class<?> type = Schema.element(component);
      values.add(single(type.isRecord() ? spelledOut(item, type) : item, type, itemPath));
    }
    return List.copyOf(values);
  }

  /** In a list, a value stands for a section with nothing but its first option. */
  static ConfigNode spelledOut(ConfigNode item, Class<?> type) {
    if (!(item instanceof Scalar)) {
      return item;
    }
    Map<String, Section.Entry> entries = new LinkedHashMap<>();
    entries.put(type.getRecordComponents()[0].getName(), new Section.Entry(item.where(), item));
    return new Section(entries, item.where());
  }

  private Object single(ConfigNode node, Class<?> type, String path) throws ConfigException {
    if (type.isRecord()) {
      if (node instanceof Section section) {
        return bind(section, type, path);
      }
      if (node instanceof Nothing) {
        return bind(Section.empty(node.where()), type, path);
      }
      throw new ConfigException(node.where(), path, node.found() + " (expected: a section)");
    }
    if (!(node instanceof Scalar scalar)) {
      throw new ConfigException(node.where(), path, node.found() + " (expected: a value)");
    }
    try {
      return Values.parse(scalar.text(), type, environment);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(scalar.where(), path, e.getMessage());
    }
  }

  private static <R> R construct(
      Section section, Class<R> type, Class<?>[] types, Object[] values, String path)
      throws ConfigException {
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        throw outOfRange(section, wrong.getMessage(), path);
      }
      throw new IllegalStateException(type.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  /** The records' own checks say {@code name: found (expected: ...)}. */
  private static ConfigException outOfRange(Section section, String message, String path) {
    int colon = message.indexOf(": ");
    String name = colon < 0 ? "" : message.substring(0, colon);
    Section.Entry entry = section.entries().get(name);
    String where = entry == null ? section.where() : entry.value().where();
    return colon < 0
        ? new ConfigException(where, path, message)
        : new ConfigException(where, Schema.child(path, name), message.substring(colon + 2));
  }
}
