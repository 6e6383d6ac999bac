package org.auricle.models.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.auricle.models.spoken.SpokenAmounts;

/** Sizes in English words: of cups and clothes, or measured, as {@link SpokenAmounts} has them. */
final class SizeWords {
  private static final Map<String, String> NAMES =
      Map.of(
          "small",
          "small",
          "little",
          "small",
          "medium",
          "medium",
          "regular",
          "medium",
          "large",
          "large",
          "big",
          "large",
          "extra large",
          "extra large",
          "extra small",
          "extra small");
  private static final List<String> UNITS =
      List.of(
          "ounce",
          "pint",
          "liter",
          "litre",
          "milliliter",
          "millilitre",
          "inch",
          "centimeter",
          "centimetre",
          "gram",
          "kilogram",
          "kilo",
          "pound");

  private SizeWords() {}

  static Phrase phrase(int line) {
    Map<String, String> macros = new HashMap<>(NumberWords.macros());
    String units =
        Stream.concat(UNITS.stream(), UNITS.stream().map(SizeWords::plural))
            .collect(Collectors.joining(", "));
    macros.put("unit", "[" + units + "]");
    String names = NAMES.keySet().stream().sorted().collect(Collectors.joining(", "));
    return BuiltinPhrases.with(macros)
        .phrase("[" + names + ", @below1000 @unit, [a, half a] @unit]", line);
  }

  private static String plural(String unit) {
    return unit.endsWith("ch") ? unit + "es" : unit + "s";
  }

  /** {@code large}, {@code 12 oz}; empty if the words are no size. */
  static Optional<String> value(List<String> words) {
    return Optional.ofNullable(NAMES.get(String.join(" ", words)))
        .or(() -> SpokenAmounts.parse(words));
  }
}
