package org.auricle.server.config;

import java.lang.reflect.RecordComponent;
import java.util.List;

/** Writes a configuration as YAML that says what each option does; secrets stay out. */
public final class ConfigWriter {
  private static final int WIDTH = 96;

  private final StringBuilder text = new StringBuilder();

  private ConfigWriter() {}

  /** The whole configuration; read again it is the same, but for secrets that stood in it. */
  public static String write(ServerConfig config) {
    ConfigWriter writer = new ConfigWriter();
    writer.section(config, ServerConfig.class, "", "");
    return writer.text.toString();
  }

  private void section(Record section, Class<?> type, String path, String indent) {
    for (RecordComponent component : type.getRecordComponents()) {
      Object value = get(section, component);
      String name = Schema.child(path, component.getName());
      if (path.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n");
      }
      comment(component, name, indent);
      text.append(indent).append(component.getName()).append(':');
      if (value instanceof Record below) {
        text.append('\n');
        section(below, component.getType(), name, indent + "  ");
      } else if (value instanceof List<?> list) {
        list(list, indent);
      } else {
        text.append(' ').append(Values.write(value)).append('\n');
      }
    }
  }

  private void list(List<?> list, String indent) {
    text.append(list.isEmpty() ? " []\n" : "\n");
    for (Object item : list) {
      text.append(indent).append("  - ");
      if (item instanceof Record below) {
        item(below, indent + "    ");
      } else {
        text.append(Values.write(item)).append('\n');
      }
    }
  }

  private void item(Record item, String indent) {
    String before = "";
    for (RecordComponent component : item.getClass().getRecordComponents()) {
      text.append(before).append(component.getName()).append(": ");
      text.append(Values.write(get(item, component))).append('\n');
      before = indent;
    }
  }

  private void comment(RecordComponent component, String path, String indent) {
    Option option = Schema.option(component);
    lines(option.doc(), indent);
    if (component.getType() == List.class && Schema.element(component).isRecord()) {
      for (RecordComponent part : Schema.element(component).getRecordComponents()) {
        lines("  " + part.getName() + ": " + Schema.option(part).doc(), indent);
      }
    }
    if (!component.getType().isRecord()) {
      String value = option.value().isEmpty() ? "none" : option.value();
      lines(
          "[" + new Schema.Leaf(path, component).variable() + ", default: " + value + "]", indent);
    }
  }

  private void lines(String words, String indent) {
    String margin = indent + "# ";
    String hanging = words.startsWith("  ") ? "    " : "";
    StringBuilder line = new StringBuilder(margin).append(words.startsWith("  ") ? "  " : "");
    boolean first = true;
    for (String word : words.strip().split(" ")) {
      if (!first && line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(margin).append(hanging);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      first = false;
    }
    text.append(line).append('\n');
  }

  private static Object get(Record section, RecordComponent component) {
    try {
      return component.getAccessor().invoke(section);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }
}
