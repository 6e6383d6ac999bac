package org.auricle.models;

import org.auricle.acoustic.recipe.StrictJson;
import org.auricle.engine.nn.CellOptions;
import org.auricle.models.BundleManifest.Acoustic;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code bundle.json} to record and back: every key required, unknown keys refused. */
final class BundleJson {
  private static final String LANGUAGE = "language";
  private static final String DISCOUNT = "blankDiscount";
  private static final String CELL = "cell";
  private static final String QUIET = "quietSeconds";
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
      JsonNode tree = JSON.readTree(json);
      JsonNode version = tree.path("schemaVersion");
      if (!version.isInt() || version.intValue() != BundleManifest.SCHEMA_VERSION) {
        throw new IllegalArgumentException(
            "schemaVersion: "
                + (version.isMissingNode() ? "missing" : version)
                + " (expected: "
                + BundleManifest.SCHEMA_VERSION
                + ")");
      }
      addWhatOlderBundlesLack((ObjectNode) tree);
      return JSON.treeToValue(tree, BundleManifest.class);
    } catch (InvalidTypeIdException e) {
      if (Acoustic.class.equals(e.getBaseType().getRawClass())) {
        throw new IllegalArgumentException(
            "acoustic.type: %s (expected: %s or %s)"
                .formatted(e.getTypeId(), Acoustic.BILSTM, Acoustic.ONNX),
            e);
      }
      throw StrictJson.problem(e);
    } catch (JacksonException e) {
      throw StrictJson.problem(e);
    }
  }

  private static void addWhatOlderBundlesLack(ObjectNode tree) {
    if (!tree.has(LANGUAGE)) {
      tree.set(LANGUAGE, JSON.valueToTree(BundleManifest.Language.DEFAULT));
    }
    if (tree.get(LANGUAGE) instanceof ObjectNode language && !language.has(DISCOUNT)) {
      language.put(DISCOUNT, BundleManifest.Language.DEFAULT.blankDiscount());
    }
    if (tree.path("acoustic") instanceof ObjectNode network
        && network.path("type").asString("").equals(Acoustic.BILSTM)) {
      if (!network.has(CELL)) {
        network.set(CELL, JSON.valueToTree(CellOptions.DEFAULT));
      }
      if (!network.has(QUIET)) {
        network.put(QUIET, 0.0);
      }
    }
  }
}
