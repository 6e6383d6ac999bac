package org.auricle.acoustic.recipe;

import com.fasterxml.jackson.annotation.Nulls;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** JSON that is taken at its word: every key required, unknown keys and nulls refused. */
public final class StrictJson {
  private StrictJson() {}

  /** A mapper that also knows the {@linkplain FeatureJson#module() front ends by name}. */
  public static JsonMapper.Builder mapper() {
    return JsonMapper.builder()
        .addModule(FeatureJson.module())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .changeDefaultNullHandling(
            nulls -> nulls.withValueNulls(Nulls.FAIL).withContentNulls(Nulls.FAIL))
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  }

  /**
   * What is wrong, in one line.
   *
   * @return naming the key, what was found and what was expected
   */
  public static IllegalArgumentException problem(JacksonException e) {
    if (!(e instanceof DatabindException databind)) {
      return new IllegalArgumentException("not JSON: " + firstLine(e), e);
    }
    if (e.getCause() instanceof IllegalArgumentException cause) {
      return cause; // a record's own check
    }
    return new IllegalArgumentException(path(databind) + problemWord(databind), e);
  }

  private static String problemWord(DatabindException e) {
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
