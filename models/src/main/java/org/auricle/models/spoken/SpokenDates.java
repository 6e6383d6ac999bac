package org.auricle.models.spoken;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Dates as they are said, as text of ISO 8601: {@code march the third} is {@code --03-03}, with a
 * year {@code 2027-03-03}. {@code tomorrow}, {@code in three days} and {@code next monday} count
 * from a date that is given; a day of the week is the first one after that date.
 */
public final class SpokenDates {
  private static final Map<String, Integer> ORDINALS = ordinals();
  private static final Map<String, Month> MONTHS = new HashMap<>();
  private static final Map<String, DayOfWeek> DAYS = new HashMap<>();

  static {
    for (Month month : Month.values()) {
      MONTHS.put(lower(month.getDisplayName(TextStyle.FULL, Locale.ENGLISH)), month);
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      DAYS.put(lower(day.getDisplayName(TextStyle.FULL, Locale.ENGLISH)), day);
    }
  }

  private SpokenDates() {}

  /**
   * What a date is; empty if the words are none.
   *
   * @param today what relative dates count from
   */
  public static Optional<String> parse(List<String> said, LocalDate today) {
    List<String> words = new ArrayList<>(SpokenNumbers.split(said));
    if (!words.isEmpty() && words.get(0).equals("on")) {
      words.remove(0);
    }
    if (words.isEmpty()) {
      return Optional.empty();
    }
    Optional<LocalDate> relative = relative(words, today);
    return relative.isPresent() ? relative.map(LocalDate::toString) : calendar(words);
  }

  /** The number of an ordinal of 1..31, such as {@code twenty first}; empty if it is none. */
  static OptionalLong ordinal(List<String> words) {
    Integer number = ORDINALS.get(String.join(" ", words));
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  private static Optional<LocalDate> relative(List<String> words, LocalDate today) {
    switch (String.join(" ", words)) {
      case "today", "tonight" -> {
        return Optional.of(today);
      }
      case "tomorrow" -> {
        return Optional.of(today.plusDays(1));
      }
      case "the day after tomorrow", "day after tomorrow" -> {
        return Optional.of(today.plusDays(2));
      }
      case "yesterday" -> {
        return Optional.of(today.minusDays(1));
      }
      default -> {
        return counted(words, today);
      }
    }
  }

  /** In three days, in a week, next monday, monday. */
  private static Optional<LocalDate> counted(List<String> words, LocalDate today) {
    int last = words.size() - 1;
    DayOfWeek day = DAYS.get(words.get(last));
    boolean next = last == 1 && (words.get(0).equals("next") || words.get(0).equals("this"));
    if (day != null && (last == 0 || next)) {
      return Optional.of(today.with(TemporalAdjusters.next(day)));
    }
    if (last < 2 || !words.get(0).equals("in")) {
      return Optional.empty();
    }
    List<String> count = words.subList(1, last);
    OptionalLong number =
        count.equals(List.of("a")) ? OptionalLong.of(1) : SpokenNumbers.parseWhole(count);
    if (number.isEmpty() || number.getAsLong() > 10_000) {
      return Optional.empty();
    }
    return switch (words.get(last)) {
      case "day", "days" -> Optional.of(today.plusDays(number.getAsLong()));
      case "week", "weeks" -> Optional.of(today.plusWeeks(number.getAsLong()));
      case "month", "months" -> Optional.of(today.plusMonths(number.getAsLong()));
      default -> Optional.empty();
    };
  }

  /** March the third, the third of march, march third twenty twenty seven. */
  private static Optional<String> calendar(List<String> words) {
    if (words.size() == 1 && words.get(0).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return written(words.get(0));
    }
    for (int end = words.size(); end >= 2; end--) {
      Optional<MonthDay> day = monthDay(words.subList(0, end));
      if (day.isPresent() && end == words.size()) {
        return day.map(MonthDay::toString);
      }
      OptionalLong year = SpokenNumbers.parseWhole(words.subList(end, words.size()));
      if (day.isPresent() && year.isPresent() && year.getAsLong() >= 1000) {
        int y = (int) Math.min(9_999, year.getAsLong());
        return day.get().isValidYear(y) && y == year.getAsLong()
            ? Optional.of(day.get().atYear(y).toString())
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<String> written(String date) {
    try {
      return Optional.of(LocalDate.parse(date).toString());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<MonthDay> monthDay(List<String> words) {
    Month first = MONTHS.get(words.get(0));
    if (first != null) {
      boolean article = words.size() > 2 && words.get(1).equals("the");
      return monthDay(first, words.subList(article ? 2 : 1, words.size()));
    }
    int last = words.size() - 1;
    Month behind = MONTHS.get(words.get(last));
    if (behind == null) {
      return Optional.empty();
    }
    int from = words.get(0).equals("the") ? 1 : 0;
    int to = words.get(last - 1).equals("of") ? last - 1 : last;
    return from < to ? monthDay(behind, words.subList(from, to)) : Optional.empty();
  }

  private static Optional<MonthDay> monthDay(Month month, List<String> words) {
    OptionalLong ordinal = ordinal(words);
    int day = (int) ordinal.orElse(SpokenNumbers.belowHundred(words));
    if (words.size() == 1 && words.get(0).matches("[0-9]{1,2}(st|nd|rd|th)?")) {
      day = Integer.parseInt(words.get(0).replaceAll("[a-z]", ""));
    }
    return day >= 1 && day <= month.maxLength()
        ? Optional.of(MonthDay.of(month, day))
        : Optional.empty();
  }

  private static Map<String, Integer> ordinals() {
    List<String> small =
        List.of(
            "",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth");
    Map<String, Integer> ordinals = new HashMap<>();
    for (int day = 1; day < small.size(); day++) {
      ordinals.put(small.get(day), day);
    }
    ordinals.put("twentieth", 20);
    ordinals.put("thirtieth", 30);
    for (int unit = 1; unit <= 9; unit++) {
      ordinals.put("twenty " + small.get(unit), 20 + unit);
    }
    ordinals.put("thirty first", 31);
    return ordinals;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
