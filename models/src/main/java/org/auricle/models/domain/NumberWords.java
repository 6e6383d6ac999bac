package org.auricle.models.domain;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.auricle.models.spoken.SpokenNumbers;

/** Expressions of English whole numbers below a million; {@link SpokenNumbers} has their values. */
final class NumberWords {
  static final int MAX = 999_999;

  private static final List<String> TENS =
      LongStream.rangeClosed(2, 9).mapToObj(n -> text(10 * n)).toList();

  private NumberWords() {}

  /** Numbers up to at least a greatest one: what can be said gets no longer than it needs. */
  static Phrase phrase(int max, int line) {
    String largest = max < 100 ? "below100" : max < 1000 ? "below1000" : "below1000000";
    return BuiltinPhrases.with(macros()).phrase("[zero, @" + largest + "]", line);
  }

  /** Expressions for numbers from 1. */
  static Map<String, String> macros() {
    String tens = "[" + String.join(", ", TENS) + "]";
    return Map.of(
        "ones",
        choice(1, 9),
        "below20",
        choice(1, 19),
        "below100",
        "[@below20, " + tens + ", " + tens + " @ones]",
        "below1000",
        "[@below100, [a, @ones] hundred ((and) @below100)]",
        "below1000000",
        "[@below1000, [a, @below1000] thousand ((and) @below1000)]");
  }

  /** One of the numbers of a range. */
  static String choice(int from, int to) {
    List<String> numbers = LongStream.rangeClosed(from, to).mapToObj(NumberWords::text).toList();
    return "[" + String.join(", ", numbers) + "]";
  }

  static String text(long number) {
    return String.join(" ", SpokenNumbers.spell(number));
  }

  /** Whether a word is one of 0 to 19, or a multiple of ten below 100. */
  static boolean isPart(String word) {
    return TENS.contains(word)
        || LongStream.rangeClosed(0, 19).mapToObj(NumberWords::text).anyMatch(word::equals);
  }
}
