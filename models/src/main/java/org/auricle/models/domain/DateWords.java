package org.auricle.models.domain;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Days in English words. What depends on the day on which it is said stays a word; a day of a month
 * becomes {@code --MM-DD}, as ISO 8601 wrote days of any year.
 */
final class DateWords {
  private static final List<String> WEEKDAYS =
      Stream.of(DayOfWeek.values()).map(day -> day.name().toLowerCase(Locale.ROOT)).toList();
  private static final List<String> MONTHS =
      Stream.of(Month.values()).map(month -> month.name().toLowerCase(Locale.ROOT)).toList();
  private static final Map<String, String> IRREGULAR =
      Map.of(
          "one",
          "first",
          "two",
          "second",
          "three",
          "third",
          "five",
          "fifth",
          "eight",
          "eighth",
          "nine",
          "ninth",
          "twelve",
          "twelfth",
          "twenty",
          "twentieth",
          "thirty",
          "thirtieth");
  private static final Map<String, Integer> DAYS = days();

  private DateWords() {}

  /** Days of a month by their words, "third" and "three". */
  private static Map<String, Integer> days() {
    Map<String, Integer> days = new HashMap<>();
    IntStream.rangeClosed(1, 31)
        .forEach(
            day -> {
              days.put(String.join(" ", NumberWords.words(day)), day);
              days.put(ordinal(day), day);
            });
    return days;
  }

  private static String ordinal(int number) {
    List<String> words = NumberWords.words(number);
    String last = words.get(words.size() - 1);
    String before = words.size() == 1 ? "" : words.get(0) + " ";
    return before + IRREGULAR.getOrDefault(last, last + "th");
  }

  static Phrase phrase(int line) {
    Map<String, String> macros = new HashMap<>();
    macros.put("month", "[" + String.join(", ", MONTHS) + "]");
    macros.put("weekday", "[" + String.join(", ", WEEKDAYS) + "]");
    macros.put(
        "nth",
        "["
            + IntStream.rangeClosed(1, 31)
                .mapToObj(DateWords::ordinal)
                .collect(Collectors.joining(", "))
            + "]");
    macros.put(
        "number",
        "["
            + IntStream.rangeClosed(1, 31)
                .mapToObj(day -> String.join(" ", NumberWords.words(day)))
                .collect(Collectors.joining(", "))
            + "]");
    return BuiltinPhrases.with(macros)
        .phrase(
            "[today, tomorrow, (the) day after tomorrow, (this, next) @weekday,"
                + " (the) @nth of @month, @month (the) @nth, @month @number]",
            line);
  }

  /** The day; empty if the words are none, such as the thirtieth of February. */
  static Optional<String> value(List<String> words) {
    List<String> bare =
        words.stream()
            .filter(word -> !word.equals("the") && !word.equals("of") && !word.equals("this"))
            .toList();
    for (int i = 0; i < bare.size(); i++) {
      int month = 1 + MONTHS.indexOf(bare.get(i));
      if (month > 0) {
        String day =
            Stream.concat(bare.subList(0, i).stream(), bare.subList(i + 1, bare.size()).stream())
                .collect(Collectors.joining(" "));
        return Optional.ofNullable(DAYS.get(day))
            .filter(d -> d <= Month.of(month).maxLength())
            .map(d -> String.format(Locale.ROOT, "--%02d-%02d", month, d));
      }
    }
    return bare.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", bare));
  }
}
