package org.auricle.server.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts as values of options, and back. */
final class Values {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private Values() {}

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException says what was found and expected
   */
  static Object parse(String text, Class<?> type, Map<String, String> environment) {
    if (type == String.class) {
      return text;
    }
    if (type == Secret.class) {
      return Secret.resolve(text, environment);
    }
    if (type == boolean.class) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw wrong(text, "true or false");
      };
    }
    if (type == Duration.class) {
      return duration(text);
    }
    if (type.isEnum()) {
      return constant(text, type);
    }
    return number(text, type);
  }

  private static Object number(String text, Class<?> type) {
    try {
      if (type == int.class) {
        return Integer.parseInt(text);
      }
      if (type == long.class) {
        return Long.parseLong(text);
      }
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw wrong(text, type == double.class ? "a number" : "a whole number");
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw wrong(text, "a duration such as 250ms, 30s, 5m or 1h");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  private static Object constant(String text, Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      if (name(constant).equals(text)) {
        return constant;
      }
    }
    throw wrong(
        text,
        Arrays.stream(type.getEnumConstants()).map(Values::name).collect(Collectors.joining(", ")));
  }

  private static IllegalArgumentException wrong(String text, String expected) {
    return new IllegalArgumentException(
        (text.isEmpty() ? "\"\"" : text) + " (expected: " + expected + ")");
  }

  /** A value as it stands in the file. */
  static String write(Object value) {
    if (value instanceof Duration duration) {
      return write(duration);
    }
    if (value instanceof Enum<?>) {
      return name(value);
    }
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    if (value instanceof String || value instanceof Secret) {
      return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    return String.valueOf(value);
  }

  private static String write(Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    return duration.toSeconds() + "s";
  }

  private static String name(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
