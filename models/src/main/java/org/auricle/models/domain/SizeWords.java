package org.auricle.models.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sizes in English words: of cups and clothes, or measured. */
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
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("ounce", "oz"),
          Map.entry("pint", "pt"),
          Map.entry("liter", "l"),
          Map.entry("litre", "l"),
          Map.entry("milliliter", "ml"),
          Map.entry("millilitre", "ml"),
          Map.entry("inch", "in"),
          Map.entry("centimeter", "cm"),
          Map.entry("centimetre", "cm"),
          Map.entry("gram", "g"),
          Map.entry("kilogram", "kg"),
          Map.entry("kilo", "kg"),
          Map.entry("pound", "lb"));

  private SizeWords() {}

  static Phrase phrase(int line) {
    Map<String, String> macros = new HashMap<>(NumberWords.macros());
    List<String> units = UNITS.keySet().stream().sorted().toList();
    macros.put(
        "unit",
        "["
            + String.join(", ", units)
            + ", "
            + String.join(", ", units.stream().map(SizeWords::plural).toList())
            + "]");
    return BuiltinPhrases.with(macros)
        .phrase(
            "["
                + String.join(", ", NAMES.keySet().stream().sorted().toList())
                + ", @below1000 @unit, [a, half a, half] @unit]",
            line);
  }

  private static String plural(String unit) {
    return unit.endsWith("ch") ? unit + "es" : unit + "s";
  }

  /** {@code large}, {@code 12 oz}; empty if the words are no size. */
  static Optional<String> value(List<String> words) {
    String name = NAMES.get(String.join(" ", words));
    if (name != null || words.size() < 2) {
      return Optional.ofNullable(name);
    }
    String last = words.get(words.size() - 1);
    List<String> amount = words.subList(0, words.size() - 1);
    Optional<String> number =
        amount.get(0).equals("half")
            ? Optional.of("0.5")
            : NumberWords.value(amount).map(String::valueOf);
    return UNITS.entrySet().stream()
        .filter(unit -> last.equals(unit.getKey()) || last.equals(plural(unit.getKey())))
        .findFirst()
        .flatMap(unit -> number.map(n -> n + " " + unit.getValue()));
  }
}
