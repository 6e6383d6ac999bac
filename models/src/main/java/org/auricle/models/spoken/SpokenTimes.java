package org.auricle.models.spoken;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Times of day as they are said: {@code half past nine}, {@code quarter to ten}, {@code nine oh
 * five}, {@code five p m}, {@code eight in the evening}, {@code noon}. Without a half of the day
 * hours are taken as they are said: {@code five} is 05:00.
 */
public final class SpokenTimes {
  private static final Map<String, LocalTime> NAMED =
      Map.of(
          "noon", LocalTime.NOON,
          "midday", LocalTime.NOON,
          "midnight", LocalTime.MIDNIGHT);

  private static final List<String> AT_NIGHT = List.of("at", "night");

  /** What may stand behind an hour, and whether it is after noon. */
  private static final Map<List<String>, Boolean> HALVES =
      Map.ofEntries(
          Map.entry(List.of("a", "m"), false),
          Map.entry(List.of("am"), false),
          Map.entry(List.of("a.m."), false),
          Map.entry(List.of("in", "the", "morning"), false),
          Map.entry(List.of("p", "m"), true),
          Map.entry(List.of("pm"), true),
          Map.entry(List.of("p.m."), true),
          Map.entry(List.of("in", "the", "afternoon"), true),
          Map.entry(List.of("in", "the", "evening"), true),
          Map.entry(AT_NIGHT, true));

  private SpokenTimes() {}

  /** What a time is; empty if the words are none. */
  public static Optional<LocalTime> parse(List<String> said) {
    List<String> words = new ArrayList<>(SpokenNumbers.split(said));
    if (!words.isEmpty() && words.get(0).equals("at")) {
      words.remove(0);
    }
    if (words.size() == 1 && NAMED.containsKey(words.get(0))) {
      return Optional.of(NAMED.get(words.get(0)));
    }
    for (Map.Entry<List<String>, Boolean> half : HALVES.entrySet()) {
      int front = words.size() - half.getKey().size();
      if (front > 0 && words.subList(front, words.size()).equals(half.getKey())) {
        return clock(words.subList(0, front))
            .filter(time -> time.getHour() >= 1 && time.getHour() <= 12)
            .map(time -> time.withHour(hour(time.getHour() % 12, half)));
      }
    }
    return clock(words);
  }

  /** Twelve at night is midnight, and one, two and three at night are in the morning. */
  private static int hour(int ofTwelve, Map.Entry<List<String>, Boolean> half) {
    boolean small = half.getKey().equals(AT_NIGHT) && ofTwelve < 4;
    return half.getValue() && !small ? ofTwelve + 12 : ofTwelve;
  }

  /** Hours and minutes, the hours of 0..23. */
  private static Optional<LocalTime> clock(List<String> words) {
    if (words.size() == 1 && words.get(0).matches("[0-9]{1,2}:[0-9]{2}")) {
      String[] parts = words.get(0).split(":", 2);
      return time(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
    for (int cut = 1; cut < words.size(); cut++) {
      String word = words.get(cut);
      if (word.equals("past") || word.equals("after") || word.equals("to") || word.equals("till")) {
        boolean before = word.equals("to") || word.equals("till");
        int hour = hour(words.subList(cut + 1, words.size()));
        int minutes = minutes(words.subList(0, cut));
        if (hour < 0 || minutes < 1 || minutes > 59) {
          return Optional.empty();
        }
        LocalTime full = LocalTime.of(hour, 0);
        return Optional.of(before ? full(hour).minusMinutes(minutes) : full.plusMinutes(minutes));
      }
    }
    int hour = hour(words);
    return hour >= 0 ? time(hour, 0) : hourAndMinutes(words);
  }

  /** The hour that a time before it counts from: ten to one is 12:50, not 00:50. */
  private static LocalTime full(int hour) {
    return LocalTime.of(hour == 1 ? 13 : hour, 0);
  }

  /** Nine thirty, nine oh five, fourteen hundred, twenty one forty five. */
  private static Optional<LocalTime> hourAndMinutes(List<String> words) {
    for (int cut = 1; cut < words.size(); cut++) {
      int hour = number(words.subList(0, cut));
      List<String> rest = words.subList(cut, words.size());
      boolean zero = rest.size() == 2 && SpokenNumbers.small(rest.get(0)) == 0;
      int minutes = zero ? SpokenNumbers.small(rest.get(1)) : number(rest);
      if (rest.size() == 1 && rest.get(0).equals("hundred")) {
        minutes = 0;
      } else if (zero ? minutes > 9 : minutes < 10) {
        continue;
      }
      Optional<LocalTime> time = time(hour, minutes);
      if (time.isPresent()) {
        return time;
      }
    }
    return Optional.empty();
  }

  private static int hour(List<String> words) {
    int last = words.size() - 1;
    boolean clock =
        last > 0 && (words.get(last).equals("o'clock") || words.get(last).equals("oclock"));
    List<String> said = clock ? words.subList(0, last) : words;
    if (said.size() == 1 && NAMED.containsKey(said.get(0))) {
      return NAMED.get(said.get(0)).getHour();
    }
    int hour = number(said);
    return hour <= 23 ? hour : -1;
  }

  private static int minutes(List<String> words) {
    int last = words.size() - 1;
    boolean named =
        last > 0 && (words.get(last).equals("minutes") || words.get(last).equals("minute"));
    List<String> said = named ? words.subList(0, last) : words;
    if (said.equals(List.of("half"))) {
      return 30;
    }
    if (said.equals(List.of("quarter")) || said.equals(List.of("a", "quarter"))) {
      return 15;
    }
    return number(said);
  }

  private static int number(List<String> words) {
    if (words.size() == 1 && words.get(0).matches("[0-9]{1,2}")) {
      return Integer.parseInt(words.get(0));
    }
    return SpokenNumbers.belowHundred(words);
  }

  private static Optional<LocalTime> time(int hour, int minute) {
    return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59
        ? Optional.of(LocalTime.of(hour, minute))
        : Optional.empty();
  }
}
