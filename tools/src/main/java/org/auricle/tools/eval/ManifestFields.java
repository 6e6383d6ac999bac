package org.auricle.tools.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.auricle.acoustic.training.Manifest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a manifest says of its recordings beside what training wants to know: the fields by which
 * error rates can be broken down.
 */
public final class ManifestFields {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> OWN = Set.of("audio_filepath", "duration", "text");

  private final Map<Integer, Map<String, String>> byLine = new HashMap<>();

  private ManifestFields() {}

  /** Reads the lines of a manifest that has been read already, and so has the right form. */
  public static ManifestFields read(Manifest manifest) throws IOException {
    List<String> lines = Files.readAllLines(manifest.file());
    ManifestFields fields = new ManifestFields();
    for (Manifest.Entry entry : manifest.entries()) {
      String line = lines.get(entry.line() - 1);
      JsonNode node = JSON.readTree(line.substring(line.indexOf('{')));
      Map<String, String> values = new HashMap<>();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        JsonNode value = field.getValue();
        if (value.isValueNode() && !value.isNull() && !OWN.contains(field.getKey())) {
          values.put(field.getKey(), value.asString());
        }
      }
      fields.byLine.put(entry.line(), values);
    }
    return fields;
  }

  /** The fields of an entry that have a plain value. */
  public Map<String, String> of(Manifest.Entry entry) {
    return byLine.get(entry.line());
  }

  /** The names of all fields that any entry has. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    byLine.values().forEach(fields -> names.addAll(fields.keySet()));
    return names;
  }
}
