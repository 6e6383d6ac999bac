package org.auricle.acoustic.recipe;

import com.fasterxml.jackson.annotation.Nulls;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** JSON that is taken at its word: every key required, unknown keys and nulls refused. */
public final class StrictJson {
  private static final int MAX_SHOWN = 100;

  /** How Jackson says what kind of value it has met. */
  private static final Pattern KIND = Pattern.compile("(?:from|coerce) ([A-Z][A-Za-z-]+) value");

  /** How Jackson lists what a key "type" may say. */
  private static final Pattern TYPES = Pattern.compile("known type ids = \\[(.*?)]");

  private StrictJson() {}

  /** A mapper that also knows the {@linkplain FeatureJson#module() front ends by name}. */
  public static JsonMapper.Builder mapper() {
    return JsonMapper.builder()
        .addModule(FeatureJson.module())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
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
    if (firstLine(e).startsWith("Missing creator property")) {
      return "missing";
    }
    Matcher types = TYPES.matcher(firstLine(e));
    if (e instanceof InvalidTypeIdException type && types.find()) {
      return "type " + shortened("" + type.getTypeId()) + " (expected: " + types.group(1) + ")";
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return found(mismatch) + " (expected: " + kind(mismatch.getTargetType()) + ")";
    }
    return firstLine(e);
  }

  private static String found(MismatchedInputException e) {
    Matcher kind = KIND.matcher(firstLine(e));
    String found =
        e instanceof InvalidFormatException format && !(format.getValue() instanceof byte[])
            ? "" + format.getValue()
            : kind.find() ? "a value of kind " + kind.group(1) : "another kind of value";
    return shortened(found);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + " ...";
  }

  private static String kind(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (List.of(int.class, long.class, Integer.class, Long.class).contains(type)) {
      return "a whole number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == String.class) {
      return "text";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
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
