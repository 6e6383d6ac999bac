package org.auricle.models.forecasting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a file writes its dates: a pattern of {@link DateTimeFormatter}, or seconds or milliseconds
 * since 1970.
 *
 * @param pattern {@value #SECONDS}, {@value #MILLISECONDS}, or a pattern with English names
 */
public record DateForm(String pattern) {
  static final String SECONDS = "epoch seconds";
  static final String MILLISECONDS = "epoch milliseconds";

  private static final List<String> DATES =
      List.of(
          "uuuu-MM-dd",
          "uuuu-M-d",
          "uuuu/MM/dd",
          "uuuu/M/d",
          "uuuu.MM.dd",
          "dd.MM.uuuu",
          "d.M.uuuu",
          "dd/MM/uuuu",
          "d/M/uuuu",
          "MM/dd/uuuu",
          "M/d/uuuu",
          "dd-MM-uuuu",
          "d-M-uuuu",
          "uuuuMMdd",
          "d MMM uuuu",
          "d MMMM uuuu",
          "d-MMM-uuuu",
          "MMM d, uuuu",
          "MMMM d, uuuu",
          "uuuu MMM d");
  private static final List<String> TIMES =
      List.of(
          "",
          " HH:mm",
          " HH:mm:ss",
          " HH:mm:ss.SSS",
          " HH:mm:ssXXX",
          "'T'HH:mm",
          "'T'HH:mm:ss",
          "'T'HH:mm:ss.SSS",
          "'T'HH:mmXXX",
          "'T'HH:mm:ssXXX",
          "'T'HH:mm:ss.SSSXXX",
          " H:mm");
  private static final List<String> SHORTER =
      List.of(
          "uuuu-MM",
          "uuuu/MM",
          "uuuu.MM",
          "MM/uuuu",
          "MM.uuuu",
          "uuuuMM",
          "MMM uuuu",
          "MMMM uuuu",
          "MMM-uuuu",
          "uuuu MMM",
          "uuuu-'Q'Q",
          "uuuu'Q'Q",
          "uuuu 'Q'Q",
          "'Q'Q uuuu",
          "uuuu");

  /** The forms that all texts have; there may be several, as of 01/02/2003. */
  static List<DateForm> of(List<String> texts) {
    List<DateForm> fitting = new ArrayList<>();
    if (texts.isEmpty()) {
      return fitting;
    }
    for (DateForm form : all()) {
      if (texts.stream().allMatch(text -> form.parse(text).isPresent())) {
        fitting.add(form);
      }
    }
    return fitting;
  }

  private static List<DateForm> all() {
    List<DateForm> all = new ArrayList<>();
    for (String date : DATES) {
      TIMES.forEach(time -> all.add(new DateForm(date + time)));
    }
    SHORTER.forEach(pattern -> all.add(new DateForm(pattern)));
    all.add(new DateForm(SECONDS));
    all.add(new DateForm(MILLISECONDS));
    return all;
  }

  /**
   * Requires that the pattern is one. Returns this.
   *
   * @throws ForecastException if it is not
   */
  public DateForm require() {
    try {
      formatter();
      return this;
    } catch (IllegalArgumentException e) {
      throw new ForecastException(
          "date pattern: " + pattern + " (expected: one such as dd.MM.uuuu HH:mm)");
    }
  }

  private boolean isEpoch() {
    return pattern.equals(SECONDS) || pattern.equals(MILLISECONDS);
  }

  private DateTimeFormatter formatter() {
    DateTimeFormatterBuilder builder =
        new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern);
    if (pattern.contains("Q")) {
      builder = builder.parseDefaulting(IsoFields.DAY_OF_QUARTER, 1);
    } else {
      builder = pattern.contains("M") ? builder : defaultTo(builder, ChronoField.MONTH_OF_YEAR, 1);
      builder = pattern.contains("d") ? builder : defaultTo(builder, ChronoField.DAY_OF_MONTH, 1);
    }
    builder = pattern.contains("H") ? builder : defaultTo(builder, ChronoField.NANO_OF_DAY, 0);
    return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
  }

  private static DateTimeFormatterBuilder defaultTo(
      DateTimeFormatterBuilder builder, ChronoField field, int value) {
    return builder.parseDefaulting(field, value);
  }

  /** The time that a text says, if it has this form; with an offset, in UTC. */
  public Optional<LocalDateTime> parse(String text) {
    try {
      if (isEpoch()) {
        return epoch(text);
      }
      DateTimeFormatter formatter = formatter();
      if (pattern.contains("X")) {
        OffsetDateTime time = OffsetDateTime.parse(text.strip(), formatter);
        return Optional.of(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
      }
      return Optional.of(LocalDateTime.parse(text.strip(), formatter));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<LocalDateTime> epoch(String text) {
    boolean seconds = pattern.equals(SECONDS);
    if (!text.strip().matches(seconds ? "\\d{9,10}" : "\\d{12,13}")) {
      return Optional.empty();
    }
    long value = Long.parseLong(text.strip());
    Instant instant = seconds ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value);
    return Optional.of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  /** A time in this form. */
  public String format(LocalDateTime time) {
    if (isEpoch()) {
      long millis = time.toInstant(ZoneOffset.UTC).toEpochMilli();
      return Long.toString(pattern.equals(SECONDS) ? millis / 1000 : millis);
    }
    return formatter().format(time.atOffset(ZoneOffset.UTC));
  }
}
