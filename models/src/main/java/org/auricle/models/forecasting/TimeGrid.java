package org.auricle.models.forecasting;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The regular times at which a series has values.
 *
 * @param first time of index 0
 * @param unit of a step
 * @param amount units of a step
 */
public record TimeGrid(LocalDateTime first, Unit unit, long amount) {
  private static final int WORKDAYS = 5;
  private static final long SECONDS_A_DAY = 86_400;

  /** What steps are made of. */
  public enum Unit {
    /** As long one as the other. */
    SECOND,
    /** Monday to Friday. */
    WORKDAY,
    /** From the same day of a month to that of another, or from last day to last day. */
    MONTH
  }

  /** Requires at least one unit. */
  public TimeGrid {
    if (amount < 1) {
      throw new IllegalArgumentException("amount: " + amount + " (expected: >= 1)");
    }
  }

  /**
   * The grid that times lie on: months if they are at the same day of each; days without weekends
   * if none is at one; else multiples of their most frequent difference.
   *
   * @param times in ascending order, at least 2, each once
   */
  static TimeGrid of(List<LocalDateTime> times) {
    LocalDateTime first = times.get(0);
    long common = mostFrequentSeconds(times);
    boolean monthly =
        common >= 28 * SECONDS_A_DAY
            && times.stream().allMatch(t -> sameDay(first, t) && timeOfDay(t) == timeOfDay(first));
    if (monthly) {
      long months = Long.MAX_VALUE;
      for (int i = 1; i < times.size(); i++) {
        months = Math.min(months, months(times.get(i - 1), times.get(i)));
      }
      return new TimeGrid(first, Unit.MONTH, Math.max(1, months));
    }
    boolean weekdays =
        common == SECONDS_A_DAY
            && times.size() > WORKDAYS
            && times.stream().noneMatch(t -> isWeekend(t.toLocalDate()));
    return weekdays
        ? new TimeGrid(first, Unit.WORKDAY, 1)
        : new TimeGrid(first, Unit.SECOND, common);
  }

  private static long mostFrequentSeconds(List<LocalDateTime> times) {
    Map<Long, Integer> counts = new HashMap<>();
    for (int i = 1; i < times.size(); i++) {
      counts.merge(ChronoUnit.SECONDS.between(times.get(i - 1), times.get(i)), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .max(
            Comparator.<Map.Entry<Long, Integer>>comparingInt(Map.Entry::getValue)
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .filter(seconds -> seconds > 0)
        .orElse(1L);
  }

  private static long timeOfDay(LocalDateTime time) {
    return time.toLocalTime().toNanoOfDay();
  }

  private static boolean sameDay(LocalDateTime a, LocalDateTime b) {
    return a.getDayOfMonth() == b.getDayOfMonth() || (isLastDay(a) && isLastDay(b));
  }

  private static boolean isLastDay(LocalDateTime time) {
    return time.getDayOfMonth() == time.toLocalDate().lengthOfMonth();
  }

  private static long months(LocalDateTime from, LocalDateTime to) {
    return 12L * (to.getYear() - from.getYear()) + to.getMonthValue() - from.getMonthValue();
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /** The index of a time, negative before the first; empty if it lies between two. */
  OptionalLong index(LocalDateTime time) {
    long units =
        switch (unit) {
          case SECOND -> ChronoUnit.SECONDS.between(first, time);
          case WORKDAY -> workdays(time.toLocalDate()) - workdays(first.toLocalDate());
          case MONTH -> months(first, time);
        };
    long index = Math.floorDiv(units, amount);
    return at(index).equals(time) ? OptionalLong.of(index) : OptionalLong.empty();
  }

  /** The time of an index. */
  LocalDateTime at(long index) {
    return switch (unit) {
      case SECOND -> first.plus(Duration.ofSeconds(Math.multiplyExact(index, amount)));
      case WORKDAY -> {
        long day = workdays(first.toLocalDate()) + index * amount;
        LocalDate monday = LocalDate.EPOCH.minusDays(3); // 1970-01-01 was a Thursday
        yield monday
            .plusWeeks(Math.floorDiv(day, WORKDAYS))
            .plusDays(Math.floorMod(day, WORKDAYS))
            .atTime(first.toLocalTime());
      }
      case MONTH -> {
        LocalDateTime same = first.plusMonths(index * amount);
        yield isLastDay(first) ? same.withDayOfMonth(same.toLocalDate().lengthOfMonth()) : same;
      }
    };
  }

  /** Workdays since the Monday before 1970; a weekend's days are the Friday's. */
  private static long workdays(LocalDate date) {
    long days = date.toEpochDay() + 3;
    return Math.floorDiv(days, 7) * WORKDAYS + Math.min(WORKDAYS - 1, Math.floorMod(days, 7));
  }

  /** Lengths of the seasons that a calendar makes probable, in steps, the shortest first. */
  int[] calendarSeasons() {
    if (unit == Unit.MONTH) {
      return 12 % amount == 0 && amount < 12 ? new int[] {(int) (12 / amount)} : new int[0];
    }
    if (unit == Unit.WORKDAY) {
      return new int[] {WORKDAYS, 261};
    }
    double days = (double) SECONDS_A_DAY / amount;
    if (amount == SECONDS_A_DAY) {
      return new int[] {7, 365};
    }
    if (amount == 7 * SECONDS_A_DAY) {
      return new int[] {52};
    }
    return days >= 2 && days == Math.rint(days)
        ? new int[] {(int) days, 7 * (int) days}
        : new int[0];
  }

  /** The exact length, in steps, of a season that a calendar makes: a year has 365.2425 days. */
  double period(int season) {
    boolean year = unit == Unit.SECOND && amount == SECONDS_A_DAY && season == 365;
    return year ? 365.2425 : season;
  }

  /** In words, such as "1 month". */
  public String step() {
    if (unit != Unit.SECOND) {
      return amount + " " + unit.name().toLowerCase(Locale.ROOT) + (amount == 1 ? "" : "s");
    }
    long[] sizes = {7 * SECONDS_A_DAY, SECONDS_A_DAY, 3600, 60, 1};
    String[] names = {"week", "day", "hour", "minute", "second"};
    for (int i = 0; i < sizes.length; i++) {
      if (amount % sizes[i] == 0) {
        long count = amount / sizes[i];
        return count + " " + names[i] + (count == 1 ? "" : "s");
      }
    }
    throw new IllegalStateException("a second divides all");
  }
}
