package org.auricle.models.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Times of day in English words. */
final class TimeWords {
  private static final String NOON = "noon";
  private static final String MIDNIGHT = "midnight";
  private static final List<List<String>> MORNING =
      List.of(List.of("a", "m"), List.of("in", "the", "morning"));
  private static final List<List<String>> AFTERNOON =
      List.of(
          List.of("p", "m"),
          List.of("in", "the", "afternoon"),
          List.of("in", "the", "evening"),
          List.of("at", "night"));
  private static final List<String> O_CLOCK = List.of("o'clock");
  private static final List<String> AFTER = List.of("past", "after");
  private static final List<String> BEFORE = List.of("to", "before");

  private TimeWords() {}

  static Phrase phrase(int line) {
    Map<String, String> macros = new HashMap<>(NumberWords.macros());
    List<String> small = NumberWords.BELOW_20;
    String tens = "[twenty, thirty, forty, fifty]";
    macros.put("hour", "[" + String.join(", ", small.subList(1, 13)) + "]");
    macros.put(
        "lateHour",
        "["
            + String.join(", ", small.subList(13, 20))
            + ", twenty,"
            + " twenty one, twenty two, twenty three]");
    macros.put(
        "twoDigits",
        "[" + String.join(", ", small.subList(10, 20)) + ", " + tens + ", " + tens + " @ones]");
    macros.put("minute", "[oh @ones, @twoDigits]");
    macros.put("few", "[@ones (minutes), @twoDigits (minutes), (a) quarter]");
    macros.put("day", "[a m, p m, in the morning, in the afternoon, in the evening, at night]");
    return BuiltinPhrases.with(macros)
        .phrase(
            "[noon, midnight, @hour (o'clock) (@day), @hour @minute (@day), @lateHour @minute,"
                + " [half [past, after], @few [past, after, to, before]] @hour (@day)]",
            line);
  }

  /** {@code HH:mm}; empty if the words are no time. */
  static Optional<String> value(List<String> words) {
    if (words.equals(List.of(NOON))) {
      return Optional.of("12:00");
    }
    if (words.equals(List.of(MIDNIGHT))) {
      return Optional.of("00:00");
    }
    for (List<String> part : MORNING) {
      if (endsWith(words, part)) {
        return minutes(without(words, part)).map(m -> text(m % (12 * 60)));
      }
    }
    for (List<String> part : AFTERNOON) {
      if (endsWith(words, part)) {
        boolean night = part.equals(List.of("at", "night"));
        return minutes(without(words, part)).map(m -> text(later(m, night)));
      }
    }
    return minutes(words).map(TimeWords::text);
  }

  /** Twelve at night is midnight, and one, two and three at night are in the morning. */
  private static int later(int minutes, boolean night) {
    int half = minutes % (12 * 60);
    return night && half < 4 * 60 ? half : half + 12 * 60;
  }

  private static String text(int minutes) {
    return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
  }

  private static boolean endsWith(List<String> words, List<String> end) {
    return words.size() > end.size()
        && words.subList(words.size() - end.size(), words.size()).equals(end);
  }

  private static List<String> without(List<String> words, List<String> end) {
    return words.subList(0, words.size() - end.size());
  }

  /** Minutes since midnight, of words without a part of the day. */
  private static Optional<Integer> minutes(List<String> said) {
    List<String> words = endsWith(said, O_CLOCK) ? without(said, O_CLOCK) : said;
    for (int i = 1; i < words.size() - 1; i++) {
      boolean after = AFTER.contains(words.get(i));
      if (after || BEFORE.contains(words.get(i))) {
        int sign = after ? 1 : -1;
        Optional<Integer> hour = NumberWords.value(words.subList(i + 1, words.size()));
        return few(words.subList(0, i))
            .flatMap(m -> hour.map(h -> Math.floorMod(h * 60 + sign * m, 24 * 60)));
      }
    }
    for (int i = Math.min(2, words.size()); i >= 1; i--) {
      Optional<Integer> hour = NumberWords.value(words.subList(0, i)).filter(h -> h < 24);
      Optional<Integer> minute = minute(words.subList(i, words.size()));
      if (hour.isPresent() && minute.isPresent()) {
        return Optional.of(hour.get() * 60 + minute.get());
      }
    }
    return Optional.empty();
  }

  /** Minutes before or after an hour. */
  private static Optional<Integer> few(List<String> words) {
    return switch (words.get(words.size() - 1)) {
      case "half" -> Optional.of(30);
      case "quarter" -> Optional.of(15);
      case "minutes" -> NumberWords.value(words.subList(0, words.size() - 1));
      default -> NumberWords.value(words);
    };
  }

  /** Minutes behind an hour: none, "oh five", or two digits. */
  private static Optional<Integer> minute(List<String> words) {
    if (words.isEmpty()) {
      return Optional.of(0);
    }
    boolean oh = words.get(0).equals("oh");
    return NumberWords.value(oh ? words.subList(1, words.size()) : words)
        .filter(m -> oh ? m < 10 : m >= 10 && m < 60);
  }
}
