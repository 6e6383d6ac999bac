package org.auricle.models.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as a table: scalars by their dotted paths. */
final class FlatJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_BYTES = 16 << 20;

  private FlatJson() {}

  /**
   * Reads a file's scalars.
   *
   * @throws ForeignModelException if it is no JSON
   */
  static Map<String, String> read(Path file) throws IOException {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", tree(file), flat);
    return flat;
  }

  /**
   * Reads a file.
   *
   * @throws ForeignModelException if it is no JSON
   */
  static JsonNode tree(Path file) throws IOException {
    try {
      return JSON.readTree(text(file));
    } catch (JacksonException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new ForeignModelException(file.toString(), "not JSON: " + reason);
    }
  }

  /**
   * A text file without its byte-order mark.
   *
   * @throws ForeignModelException if it is too large to be one of a model's small files
   */
  static String text(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new ForeignModelException(file.toString(), "a folder (expected: a file)");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1); // what is no plain file has no size to ask for
    }
    if (bytes.length > MAX_BYTES) {
      throw new ForeignModelException(
          file.toString(), "more than " + MAX_BYTES + " bytes (expected: at most that)");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> flat) {
    String prefix = path.isEmpty() ? "" : path + ".";
    if (node.isObject()) {
      node.properties().forEach(e -> flatten(prefix + e.getKey(), e.getValue(), flat));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(prefix + i, node.get(i), flat);
      }
    } else if (node.isValueNode() && !node.isNull()) {
      flat.put(path, node.asString());
    }
  }
}
