package org.auricle.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.stream.Collectors;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FrontEndOptions;
import org.auricle.engine.feature.MfccOptions;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** {@code bundle.json} to record and back: every key required, unknown keys refused. */
final class BundleJson {

  /** Tells the front ends apart by a key "type". */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = MfccOptions.class, name = "mfcc"),
    @JsonSubTypes.Type(value = FbankOptions.class, name = "fbank")
  })
  private interface FrontEndType {}

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addMixIn(FrontEndOptions.class, FrontEndType.class)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .changeDefaultNullHandling(
              nulls -> nulls.withValueNulls(Nulls.FAIL).withContentNulls(Nulls.FAIL))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

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
    } catch (DatabindException e) {
      if (e.getCause() instanceof IllegalArgumentException cause) {
        throw cause;
      }
      throw new IllegalArgumentException(path(e) + problem(e), e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + firstLine(e), e);
    }
  }

  private static String problem(DatabindException e) {
    if (e instanceof UnrecognizedPropertyException) {
      return "unknown key";
    }
    if (e instanceof InvalidNullException) {
      return "null (expected: a value)";
    }
    return firstLine(e).startsWith("Missing creator property") ? "missing" : firstLine(e);
  }

  private static String path(DatabindException e) {
    String path =
        e.getPath().stream()
            .map(r -> r.getPropertyName() == null ? "" + r.getIndex() : r.getPropertyName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "" : path + ": ";
  }

  private static String firstLine(JacksonException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
