package org.auricle.models.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.auricle.models.spoken.SpokenNumbers;
import org.auricle.models.spoken.SpokenTimes;

/**
 * What a slot understands without a list of values.
 *
 * @param type of value
 * @param min least number, for {@link Type#NUMBER}
 * @param max greatest number, for {@link Type#NUMBER}
 */
public record BuiltinKind(Type type, int min, int max) {

  /** Greatest number that can be said. */
  public static final int MAX_NUMBER = NumberWords.MAX;

  /** Greatest number if a slot does not say. */
  public static final int DEFAULT_MAX = 999;

  /** Types of values. */
  public enum Type {
    /** A whole number: {@code 23}. */
    NUMBER,
    /** A time of day: {@code 15:30}; without morning or afternoon the hour as said. */
    TIME,
    /** A day: {@code today}, {@code monday}, {@code next monday}, {@code --03-21}. */
    DATE,
    /** A size: {@code small}, {@code medium}, {@code large}; {@code 12 oz}. */
    SIZE;

    /** As domain files write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that name. */
    public static Optional<Type> of(String text) {
      return Stream.of(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    /** All names, for errors. */
    static String names() {
      return Stream.of(values()).map(Type::text).collect(Collectors.joining(", "));
    }
  }

  /** Validates the range. */
  public BuiltinKind {
    if (min < 0 || max < min || max > MAX_NUMBER) {
      throw new IllegalArgumentException(
          "min, max: " + min + ", " + max + " (expected: 0 <= min <= max <= " + MAX_NUMBER + ")");
    }
  }

  /** A type with its usual range. */
  public static BuiltinKind of(Type type) {
    return new BuiltinKind(type, 0, DEFAULT_MAX);
  }

  /**
   * What can be said for it, written as expressions are.
   *
   * @param line that its words are to name
   */
  Phrase phrase(int line) {
    return switch (type) {
      case NUMBER -> NumberWords.phrase(max, line);
      case TIME -> TimeWords.phrase(line);
      case DATE -> DateWords.phrase(line);
      case SIZE -> SizeWords.phrase(line);
    };
  }

  /**
   * The value of words, whether or not an expression of the kind foresees them; empty if they are
   * none, such as a number out of range.
   *
   * @param words in lower case
   */
  public Optional<String> value(List<String> words) {
    return switch (type) {
      case NUMBER -> {
        OptionalLong number = SpokenNumbers.parseWhole(words);
        boolean inRange =
            number.isPresent() && number.getAsLong() >= min && number.getAsLong() <= max;
        yield inRange ? Optional.of(Long.toString(number.getAsLong())) : Optional.empty();
      }
      case TIME -> SpokenTimes.parse(words).map(String::valueOf);
      case DATE -> DateWords.value(words);
      case SIZE -> SizeWords.value(words);
    };
  }
}
