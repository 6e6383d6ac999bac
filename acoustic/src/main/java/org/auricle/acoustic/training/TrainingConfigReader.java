package org.auricle.acoustic.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.auricle.engine.training.TrainingException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a {@link TrainingConfig} from one JSON file whose keys are the names of the records' parts.
 * What is left out has its default; a key that does not exist is an error that names it. Paths are
 * relative to the file's folder.
 *
 * <pre>
 * {
 *   "train": [{"manifest": "train.jsonl"}, {"manifest": "digits.jsonl", "weight": 0.2}],
 *   "dev": "dev.jsonl",
 *   "network": {"layers": 3, "hidden": 256},
 *   "augmentation": {"noise": {"manifest": "noise.jsonl"}},
 *   "schedule": {"epochs": 75}
 * }
 * </pre>
 */
public final class TrainingConfigReader {
  private TrainingConfigReader() {}

  /**
   * Reads a recipe.
   *
   * @throws TrainingException naming the file, the key, what was found and what was expected
   */
  public static TrainingConfig read(Path file) throws IOException {
    return read(file, Map.of());
  }

  /**
   * Reads a recipe and changes some of it, as a command line may ask.
   *
   * @param overrides from dotted keys such as {@code schedule.epochs} to values in JSON or, for
   *     strings, as they are; paths among them are relative to the working directory
   * @throws TrainingException as {@link #read(Path)}
   */
  public static TrainingConfig read(Path file, Map<String, String> overrides) throws IOException {
    return read(file, overrides, Map.of());
  }

  /**
   * The same with other defaults for what neither the recipe nor the overrides say.
   *
   * @param defaults as overrides; one for {@code features} counts only if nothing about features is
   *     said
   */
  public static TrainingConfig read(
      Path file, Map<String, String> overrides, Map<String, String> defaults) throws IOException {
    if (Files.isDirectory(file)) {
      throw new TrainingException(file + ": is a directory (expected: a JSON file)");
    }
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new TrainingException(file + ": no such file");
    }
    JsonNode tree;
    try {
      tree = ConfigTree.JSON.readTree(text);
    } catch (JacksonException e) {
      throw new TrainingException(file + ": " + where(e) + e.getOriginalMessage());
    }
    try {
      ObjectNode root = ConfigTree.requireObject("", tree);
      resolvePaths(root, file.toAbsolutePath().getParent());
      return bind(root, overrides, defaults);
    } catch (IllegalArgumentException e) {
      throw new TrainingException(file + ": " + e.getMessage());
    }
  }

  /**
   * The recipe that learns from one manifest.
   *
   * @param overrides and defaults as for {@link #read(Path, Map, Map)}; {@code dev} must be among
   *     the overrides
   * @throws TrainingException as {@link #read(Path)}
   */
  public static TrainingConfig ofManifest(
      Path manifest, Map<String, String> overrides, Map<String, String> defaults) {
    ObjectNode root = ConfigTree.JSON.createObjectNode();
    root.putArray("train").addObject().put("manifest", manifest.toAbsolutePath().toString());
    try {
      return bind(root, overrides, defaults);
    } catch (IllegalArgumentException e) {
      throw new TrainingException(e.getMessage());
    }
  }

  private static TrainingConfig bind(
      ObjectNode root, Map<String, String> overrides, Map<String, String> defaults) {
    overrides.forEach((key, value) -> override(root, key, value));
    defaults.forEach(
        (key, value) -> {
          if (root.at("/" + key.replace('.', '/')).isMissingNode()) {
            override(root, key, value);
          }
        });
    return ConfigTree.bind(root);
  }

  /** A recipe as JSON with every default written out; absolute paths. */
  public static String toJson(TrainingConfig config) {
    return ConfigTree.JSON
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(ConfigTree.of(config));
  }

  private static String where(JacksonException e) {
    return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
  }

  private static void resolvePaths(ObjectNode root, Path folder) {
    if (root.get("train") instanceof ArrayNode corpora) {
      for (JsonNode corpus : corpora) {
        resolve(corpus, "manifest", folder);
      }
    }
    resolve(root, "dev", folder);
    resolve(root.at("/text"), "lexicon", folder);
    resolve(root.at("/text/pieces"), "file", folder);
    resolve(root.at("/augmentation/noise"), "manifest", folder);
  }

  private static void resolve(JsonNode parent, String key, Path folder) {
    if (parent instanceof ObjectNode object && object.path(key).isString()) {
      Path path = folder.resolve(object.get(key).stringValue()).normalize();
      object.put(key, path.toString());
    }
  }

  private static void override(ObjectNode root, String key, String value) {
    List<String> names = List.of(key.split("\\."));
    ObjectNode node = root;
    for (String name : names.subList(0, names.size() - 1)) {
      JsonNode child = node.get(name);
      node = child == null ? node.putObject(name) : ConfigTree.requireObject(name, child);
    }
    JsonNode parsed;
    try {
      parsed = ConfigTree.JSON.readTree(value);
    } catch (JacksonException e) {
      parsed = ConfigTree.JSON.getNodeFactory().stringNode(value);
    }
    node.set(names.get(names.size() - 1), parsed);
  }
}
