package org.auricle.acoustic.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.acoustic.recipe.FeatureJson;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FrontEndOptions;
import org.auricle.engine.feature.MfccOptions;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/** A recipe as a JSON tree: defaults filled in, unknown keys refused, and back. */
final class ConfigTree {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .addModule(FeatureJson.module())
          .addModule(
              new SimpleModule()
                  .addSerializer(Path.class, new PathWriter())
                  .addDeserializer(Path.class, new PathReader()))
          .build();

  private ConfigTree() {}

  static ObjectNode of(TrainingConfig config) {
    return JSON.valueToTree(config);
  }

  /**
   * Fills in the defaults and makes the record.
   *
   * @throws IllegalArgumentException naming the key, what was found and what was expected
   */
  static TrainingConfig bind(ObjectNode given) {
    ObjectNode defaults = defaults(given.at("/features/frontEnd/type"));
    ObjectNode complete = merge("", given, defaults);
    for (String required : List.of("train", "dev")) {
      if (complete.get(required).isEmpty() && !complete.get(required).isString()) {
        throw new IllegalArgumentException("no \"" + required + "\" (expected: train and dev)");
      }
    }
    try {
      return JSON.treeToValue(complete, TrainingConfig.class);
    } catch (DatabindException e) {
      throw new IllegalArgumentException(describe(e), e);
    }
  }

  private static String describe(DatabindException e) {
    if (e.getCause() instanceof IllegalArgumentException cause) {
      return cause.getMessage();
    }
    List<String> path = new ArrayList<>();
    for (JacksonException.Reference reference : e.getPath()) {
      String name = reference.getPropertyName();
      path.add(name == null ? String.valueOf(reference.getIndex()) : name);
    }
    return String.join(".", path) + ": " + e.getOriginalMessage().lines().findFirst().orElse("");
  }

  private static ObjectNode defaults(JsonNode frontEndType) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode corpus = JSON.createObjectNode();
    corpus.putNull("manifest");
    corpus.put("weight", TrainingConfig.Corpus.DEFAULT_WEIGHT);
    corpus.put("speech", true);
    root.putArray("train").add(corpus);
    root.putNull("dev");
    root.set("text", JSON.valueToTree(TrainingConfig.Text.DEFAULT));
    ObjectNode features = root.putObject("features");
    features.setAll((ObjectNode) JSON.valueToTree(FeatureOptions.DEFAULT));
    features.set(
        "frontEnd",
        JSON.readTree(
            JSON.writerFor(FrontEndOptions.class).writeValueAsString(frontEnd(frontEndType))));
    root.set("network", JSON.valueToTree(TrainingConfig.Network.DEFAULT));
    root.set("optimizer", JSON.valueToTree(TrainingConfig.Optimizer.DEFAULT));
    root.set("augmentation", JSON.valueToTree(AugmentationOptions.DEFAULT));
    root.set("schedule", JSON.valueToTree(TrainingConfig.Schedule.DEFAULT));
    root.set("resources", JSON.valueToTree(TrainingConfig.Resources.DEFAULT));
    return root;
  }

  /** Defaults of a front end that there is training for. */
  private static FrontEndOptions frontEnd(JsonNode type) {
    return switch (type.isMissingNode() ? "mfcc" : type.asString()) {
      case "mfcc" -> MfccOptions.DEFAULT;
      case "fbank" -> FbankOptions.DEFAULT;
      default ->
          throw new IllegalArgumentException(
              "features.frontEnd.type: " + type + " (expected: \"mfcc\" or \"fbank\")");
    };
  }

  /** The defaults with what is given in their place; arrays of objects take one default for all. */
  private static ObjectNode merge(String path, ObjectNode given, ObjectNode defaults) {
    ObjectNode merged = defaults.deepCopy();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      String key = path + entry.getKey();
      JsonNode standard = defaults.get(entry.getKey());
      if (standard == null) {
        throw new IllegalArgumentException(
            "unknown key \""
                + key
                + "\" (expected: one of "
                + String.join(", ", defaults.propertyNames())
                + ")");
      }
      JsonNode value = entry.getValue();
      if (standard.isObject()) {
        value = merge(key + ".", requireObject(key, value), (ObjectNode) standard);
      } else if (standard.isArray() && standard.path(0).isObject()) {
        value = mergeAll(key, value, (ObjectNode) standard.get(0));
      }
      merged.set(entry.getKey(), value);
    }
    if (path.isEmpty() && !given.has("train")) {
      merged.putArray("train");
    }
    return merged;
  }

  private static ArrayNode mergeAll(String key, JsonNode values, ObjectNode defaults) {
    if (!values.isArray()) {
      throw new IllegalArgumentException(key + ": " + values + " (expected: an array)");
    }
    ArrayNode merged = JSON.createArrayNode();
    for (int i = 0; i < values.size(); i++) {
      String item = key + "[" + i + "]";
      ObjectNode complete = merge(item + ".", requireObject(item, values.get(i)), defaults);
      if (!complete.get("manifest").isString()) {
        throw new IllegalArgumentException("no \"" + item + ".manifest\" (expected: a path)");
      }
      merged.add(complete);
    }
    return merged;
  }

  static ObjectNode requireObject(String key, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    String name = key.isEmpty() ? "recipe" : key;
    throw new IllegalArgumentException(name + ": " + node + " (expected: an object)");
  }

  /** A recipe of an earlier version with the settings that it did not know. */
  static JsonNode withDefaults(JsonNode recipe) {
    ObjectNode complete = recipe.deepCopy().asObject();
    fill(complete, defaults(recipe.at("/features/frontEnd/type")));
    return complete;
  }

  private static void fill(ObjectNode target, ObjectNode defaults) {
    for (Map.Entry<String, JsonNode> entry : defaults.properties()) {
      JsonNode present = target.get(entry.getKey());
      if (present == null) {
        target.set(entry.getKey(), entry.getValue());
      } else if (present instanceof ObjectNode child && entry.getValue() instanceof ObjectNode d) {
        fill(child, d);
      } else if (entry.getValue().path(0) instanceof ObjectNode d) {
        present.forEach(item -> fill(item.asObject(), d));
      }
    }
  }

  /** The dotted keys of a tree at which another one differs. */
  static List<String> differences(JsonNode a, JsonNode b) {
    List<String> keys = new ArrayList<>();
    collectDifferences("", a, b, keys);
    return keys;
  }

  private static void collectDifferences(String path, JsonNode a, JsonNode b, List<String> keys) {
    if (a instanceof ObjectNode left && b instanceof ObjectNode right) {
      for (String name : left.propertyNames()) {
        String key = path.isEmpty() ? name : path + "." + name;
        collectDifferences(
            key, left.get(name), Optional.ofNullable(right.get(name)).orElse(a), keys);
      }
    } else if (a instanceof ArrayNode left
        && b instanceof ArrayNode right
        && a.size() == b.size()) {
      for (int i = 0; i < left.size(); i++) {
        collectDifferences(path + "[" + i + "]", left.get(i), right.get(i), keys);
      }
    } else if (!a.equals(b)) {
      keys.add(path);
    }
  }

  /** Plain text, where Jackson would write a file: URI. */
  private static final class PathWriter extends StdSerializer<Path> {
    PathWriter() {
      super(Path.class);
    }

    @Override
    public void serialize(Path path, JsonGenerator out, SerializationContext context) {
      out.writeString(path.toString());
    }
  }

  private static final class PathReader extends StdDeserializer<Path> {
    PathReader() {
      super(Path.class);
    }

    @Override
    public Path deserialize(JsonParser in, DeserializationContext context) {
      return Path.of(in.getValueAsString());
    }
  }
}
