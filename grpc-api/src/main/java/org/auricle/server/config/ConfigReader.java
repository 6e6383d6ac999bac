package org.auricle.server.config;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.auricle.server.config.ConfigNode.Scalar;
import org.auricle.server.config.ConfigNode.Section;

/** Reads a configuration: a file, above it the environment, above that what else is given. */
public final class ConfigReader {
  private static final String ITEMS = "[].";

  private ConfigReader() {}

  /**
   * A value that is laid over those of the file.
   *
   * @param where it comes from, for errors
   * @param path of the option, such as {@code grpc.port}; of an option that each item of a list
   *     has, {@code assistant.domains[].understanding}
   * @param values one, or for a list any number; of items, one for each, the first for the first
   */
  public record Overlay(String where, String path, List<String> values) {}

  /**
   * Reads.
   *
   * @param file YAML; without one all options have their defaults
   * @param environment variables such as {@code AURICLE_GRPC_PORT}; others are left alone
   * @param overlays above both
   * @throws ConfigException names file, line, column and option
   */
  public static ServerConfig read(
      Optional<Path> file, Map<String, String> environment, List<Overlay> overlays)
      throws IOException, ConfigException {
    Section root = Section.empty("configuration");
    if (file.isPresent()) {
      try {
        root = YamlFile.read(file.get());
      } catch (NoSuchFileException e) {
        throw new ConfigException(file.get() + ": no such file");
      } catch (java.nio.charset.MalformedInputException e) {
        throw new ConfigException(file.get() + ": not UTF-8");
      }
    }
    return bind(root, environment, overlays);
  }

  static ServerConfig bind(Section root, Map<String, String> environment, List<Overlay> overlays)
      throws ConfigException {
    Section file = copy(root);
    List<Schema.Leaf> leaves = Schema.leaves(ServerConfig.class);
    for (Schema.Leaf leaf : leaves) {
      String value = environment.get(leaf.variable());
      if (value != null) {
        List<String> values = leaf.isList() ? splitByComma(value) : List.of(value);
        set(root, leaf, leaf.variable(), scalars(values, leaf.variable()));
      }
    }
    for (Overlay overlay : overlays) {
      String[] path = overlay.path().split(Pattern.quote(ITEMS));
      Schema.Leaf leaf =
          leaves.stream().filter(l -> l.path().equals(path[0])).findFirst().orElseThrow();
      if (path.length == 1) {
        set(root, leaf, overlay.where(), scalars(overlay.values(), overlay.where()));
      } else {
        setInItems(root, leaf, path[1], overlay);
      }
    }
    Binder binder = new Binder(environment);
    ServerConfig config = binder.bind(root, ServerConfig.class, "");
    checkReplaced(binder, file, root, leaves);
    return config;
  }

  /**
   * A value of the file is to be right even where another takes its place: on the day when that is
   * left out, nobody looks. What is wrong only beside other values of the file is not looked at.
   */
  private static void checkReplaced(
      Binder binder, Section file, Section root, List<Schema.Leaf> leaves) throws ConfigException {
    try {
      binder.bind(file, ServerConfig.class, "");
    } catch (ConfigException alone) {
      for (Schema.Leaf leaf : leaves) {
        Optional<Section.Entry> ours = entry(file, leaf.path());
        if (ours.isPresent() && alone.concerns(leaf.path())) {
          Section mixed = copy(root);
          String section = leaf.path().replaceAll("\\.?[^.]*$", "");
          Section parent = section.isEmpty() ? mixed : section(mixed, section).orElseThrow();
          parent.entries().put(leaf.path().substring(leaf.path().lastIndexOf('.') + 1), ours.get());
          binder.bind(mixed, ServerConfig.class, "");
        }
      }
    }
  }

  private static Optional<Section> section(Section root, String path) {
    return entry(root, path)
        .flatMap(e -> e.value() instanceof Section s ? Optional.of(s) : Optional.empty());
  }

  private static Optional<Section.Entry> entry(Section root, String path) {
    int dot = path.lastIndexOf('.');
    Optional<Section> parent = dot < 0 ? Optional.of(root) : section(root, path.substring(0, dot));
    return parent.map(p -> p.entries().get(path.substring(dot + 1)));
  }

  private static Section copy(Section section) {
    Map<String, Section.Entry> entries = new LinkedHashMap<>();
    section
        .entries()
        .forEach(
            (name, entry) ->
                entries.put(
                    name,
                    entry.value() instanceof Section inner
                        ? new Section.Entry(entry.keyWhere(), copy(inner))
                        : entry));
    return new Section(entries, section.where());
  }

  /**
   * Variables that look like options and are none: typing errors, mostly. Kubernetes makes some,
   * too (AURICLE_GRPC_SERVICE_HOST), which is why they are no errors.
   */
  public static List<String> unknownVariables(Map<String, String> environment) {
    List<String> known =
        Schema.leaves(ServerConfig.class).stream().map(Schema.Leaf::variable).toList();
    List<String> sections =
        known.stream().map(name -> name.substring(0, name.indexOf('_', 8) + 1)).toList();
    return environment.keySet().stream()
        .filter(name -> name.startsWith("AURICLE_") && !known.contains(name))
        .filter(name -> sections.stream().anyMatch(s -> s.length() > 8 && name.startsWith(s)))
        .sorted()
        .toList();
  }

  static List<String> splitByComma(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  private static void set(
      Section root, Schema.Leaf leaf, String where, List<? extends ConfigNode> values)
      throws ConfigException {
    String[] names = leaf.path().split("\\.");
    Section section = root;
    for (int i = 0; i < names.length - 1; i++) {
      section = below(section, names[i], where);
    }
    ConfigNode value =
        leaf.isList() ? new ConfigNode.Items(List.copyOf(values), where) : values.get(0);
    section.entries().put(names[names.length - 1], new Section.Entry(where, value));
  }

  private static List<Scalar> scalars(List<String> values, String where) {
    return values.stream().map(value -> new Scalar(value, where)).toList();
  }

  /** Sets an option in the first items of a list. */
  private static void setInItems(Section root, Schema.Leaf list, String option, Overlay overlay)
      throws ConfigException {
    Optional<Section.Entry> entry = entry(root, list.path());
    List<ConfigNode> items =
        entry.isPresent() && entry.get().value() instanceof ConfigNode.Items given
            ? new ArrayList<>(given.items())
            : new ArrayList<>();
    if (overlay.values().size() > items.size()) {
      throw new ConfigException(
          "%s: %d given (expected: at most one for each of %s, of which there are %d)"
              .formatted(overlay.where(), overlay.values().size(), list.path(), items.size()));
    }
    for (int i = 0; i < overlay.values().size(); i++) {
      if (Binder.spelledOut(items.get(i), Schema.element(list.component()))
          instanceof Section item) {
        Section changed = copy(item);
        Scalar value = new Scalar(overlay.values().get(i), overlay.where());
        changed.entries().put(option, new Section.Entry(overlay.where(), value));
        items.set(i, changed);
      }
    }
    set(root, list, overlay.where(), items);
  }

  private static Section below(Section parent, String name, String where) throws ConfigException {
    Section.Entry entry = parent.entries().get(name);
    if (entry == null || entry.value() instanceof ConfigNode.Nothing) {
      Section created = new Section(new LinkedHashMap<>(), where);
      parent.entries().put(name, new Section.Entry(where, created));
      return created;
    }
    if (entry.value() instanceof Section section) {
      return section;
    }
    throw new ConfigException(
        entry.value().where(), name, entry.value().found() + " (expected: a section)");
  }
}
