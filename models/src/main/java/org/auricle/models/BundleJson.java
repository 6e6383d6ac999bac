package org.auricle.models;

import org.auricle.acoustic.recipe.StrictJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code bundle.json} to record and back: every key required, unknown keys refused. */
final class BundleJson {
  private static final JsonMapper JSON =
      StrictJson.mapper().enable(SerializationFeature.INDENT_OUTPUT).build();

  private BundleJson() {}

  static String write(BundleManifest manifest) {
    return JSON.writeValueAsString(manifest) + "\n";
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException naming the key, what was found and what was expected
   */
  static BundleManifest read(String json) {
    try {
      JsonNode version = JSON.readTree(json).path("schemaVersion");
      if (!version.isInt() || version.intValue() != BundleManifest.SCHEMA_VERSION) {
        throw new IllegalArgumentException(
            "schemaVersion: "
                + (version.isMissingNode() ? "missing" : version)
                + " (expected: "
                + BundleManifest.SCHEMA_VERSION
                + ")");
      }
      return JSON.readValue(json, BundleManifest.class);
    } catch (JacksonException e) {
      throw StrictJson.problem(e);
    }
  }
}
