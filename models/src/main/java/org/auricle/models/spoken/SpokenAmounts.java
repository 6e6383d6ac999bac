package org.auricle.models.spoken;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Amounts with a unit as they are said: {@code eight ounce} is {@code 8 oz}, {@code two and a half
 * pounds} is {@code 2.5 lb}, {@code half a litre} is {@code 0.5 l}.
 */
public final class SpokenAmounts {
  /** By the last words of an amount, singular. */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("ounce", "oz"),
          Map.entry("fluid ounce", "fl oz"),
          Map.entry("pound", "lb"),
          Map.entry("gram", "g"),
          Map.entry("kilogram", "kg"),
          Map.entry("kilo", "kg"),
          Map.entry("milligram", "mg"),
          Map.entry("litre", "l"),
          Map.entry("liter", "l"),
          Map.entry("millilitre", "ml"),
          Map.entry("milliliter", "ml"),
          Map.entry("pint", "pt"),
          Map.entry("gallon", "gal"),
          Map.entry("inch", "in"),
          Map.entry("foot", "ft"),
          Map.entry("mile", "mi"),
          Map.entry("metre", "m"),
          Map.entry("meter", "m"),
          Map.entry("centimetre", "cm"),
          Map.entry("centimeter", "cm"),
          Map.entry("kilometre", "km"),
          Map.entry("kilometer", "km"),
          Map.entry("second", "s"),
          Map.entry("minute", "min"),
          Map.entry("hour", "h"),
          Map.entry("percent", "%"),
          Map.entry("per cent", "%"),
          Map.entry("degree", "deg"),
          Map.entry("dollar", "USD"),
          Map.entry("euro", "EUR"));

  private static final Map<String, String> PLURALS = Map.of("inches", "inch", "feet", "foot");

  private SpokenAmounts() {}

  /** What an amount is, the number and its unit with a blank between; empty if it is none. */
  public static Optional<String> parse(List<String> said) {
    List<String> words = SpokenNumbers.split(said);
    for (int length = Math.min(2, words.size() - 1); length >= 1; length--) {
      int cut = words.size() - length;
      String unit = UNITS.get(singular(String.join(" ", words.subList(cut, words.size()))));
      if (unit != null) {
        Optional<BigDecimal> number = number(words.subList(0, cut));
        if (number.isPresent()) {
          return number.map(n -> SpokenNumbers.format(n) + " " + unit);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<BigDecimal> number(List<String> words) {
    int last = words.size() - 1;
    boolean article = words.get(last).equals("a") || words.get(last).equals("an");
    if (article && last == 0) {
      return Optional.of(BigDecimal.ONE);
    }
    boolean of = last > 0 && words.get(last).equals("of"); // a quarter of ... is another sentence
    return of ? Optional.empty() : SpokenNumbers.parse(article ? words.subList(0, last) : words);
  }

  private static String singular(String unit) {
    if (PLURALS.containsKey(unit)) {
      return PLURALS.get(unit);
    }
    return unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }
}
