package org.auricle.models.domain;

import java.util.HashMap;
import java.util.Map;
import org.auricle.models.spoken.SpokenTimes;

/** Expressions of times of day in English; {@link SpokenTimes} has their values. */
final class TimeWords {
  private TimeWords() {}

  static Phrase phrase(int line) {
    Map<String, String> macros = new HashMap<>(NumberWords.macros());
    macros.put("hour", NumberWords.choice(1, 12));
    macros.put("lateHour", NumberWords.choice(13, 23));
    macros.put("twoDigits", NumberWords.choice(10, 59));
    macros.put("minute", "[oh @ones, @twoDigits]");
    macros.put("few", "[@ones (minutes), @twoDigits (minutes), (a) quarter]");
    macros.put("day", "[a m, p m, in the morning, in the afternoon, in the evening, at night]");
    return BuiltinPhrases.with(macros)
        .phrase(
            "[noon, midnight, @hour (o'clock) (@day), @hour @minute (@day), @lateHour @minute,"
                + " [half [past, after], @few [past, after, to]] @hour (@day)]",
            line);
  }
}
