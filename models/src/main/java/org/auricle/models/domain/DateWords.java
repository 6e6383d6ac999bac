package org.auricle.models.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.auricle.models.spoken.SpokenDates;

/**
 * Expressions of days in English; {@link SpokenDates} has their values. What depends on the day on
 * which it is said stays as it is said.
 */
final class DateWords {
  private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);
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

  private DateWords() {}

  private static String ordinal(int number) {
    String words = NumberWords.text(number);
    int last = words.lastIndexOf(' ') + 1;
    String end = words.substring(last);
    return words.substring(0, last) + IRREGULAR.getOrDefault(end, end + "th");
  }

  static Phrase phrase(int line) {
    Map<String, String> macros =
        Map.of(
            "month", choice(Stream.of(Month.values()).map(Month::name)),
            "weekday", choice(Stream.of(DayOfWeek.values()).map(DayOfWeek::name)),
            "nth", choice(IntStream.rangeClosed(1, 31).mapToObj(DateWords::ordinal)),
            "number", NumberWords.choice(1, 31));
    return BuiltinPhrases.with(macros)
        .phrase(
            "[today, tomorrow, (the) day after tomorrow, (next) @weekday,"
                + " (the) @nth of @month, @month (the) @nth, @month @number]",
            line);
  }

  private static String choice(Stream<String> words) {
    return "[" + String.join(", ", words.map(w -> w.toLowerCase(Locale.ROOT)).toList()) + "]";
  }

  /** The day; empty if the words are none, such as the thirtieth of February. */
  static Optional<String> value(List<String> words) {
    Optional<String> day = SpokenDates.parse(words, SOME_DAY);
    boolean relative = !day.equals(SpokenDates.parse(words, SOME_DAY.plusWeeks(1)));
    return relative ? Optional.of(String.join(" ", words)) : day;
  }
}
