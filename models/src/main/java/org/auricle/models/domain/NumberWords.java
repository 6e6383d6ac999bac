package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** English whole numbers below a million, in words. */
final class NumberWords {
  static final int MAX = 999_999;

  static final List<String> BELOW_20 =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  /** What {@link #macros} knows. */
  static final String NUMBERS_BELOW_100 = "below100";

  private static final Map<String, Integer> VALUES = values();

  private NumberWords() {}

  private static Map<String, Integer> values() {
    Map<String, Integer> values = new HashMap<>();
    for (int i = 0; i < BELOW_20.size(); i++) {
      values.put(BELOW_20.get(i), i);
    }
    for (int i = 0; i < TENS.size(); i++) {
      values.put(TENS.get(i), 20 + 10 * i);
    }
    values.put("a", 1);
    return Map.copyOf(values);
  }

  /** Numbers up to at least a greatest one: what can be said gets no longer than it needs. */
  static Phrase phrase(int max, int line) {
    String largest = max < 100 ? NUMBERS_BELOW_100 : max < 1000 ? "below1000" : "below1000000";
    return BuiltinPhrases.with(macros()).phrase("[zero, @" + largest + "]", line);
  }

  /** Expressions for numbers from 1. */
  static Map<String, String> macros() {
    String ones = "[" + String.join(", ", BELOW_20.subList(1, 10)) + "]";
    String tens = "[" + String.join(", ", TENS) + "]";
    return Map.of(
        "ones",
        ones,
        "below20",
        "[" + String.join(", ", BELOW_20.subList(1, 20)) + "]",
        NUMBERS_BELOW_100,
        "[@below20, " + tens + ", " + tens + " @ones]",
        "below1000",
        "[@below100, [a, @ones] hundred ((and) @below100)]",
        "below1000000",
        "[@below1000, [a, @below1000] thousand ((and) @below1000)]");
  }

  /** The value of words that {@link #phrase} allows; empty for all others that make no sense. */
  static Optional<Integer> value(List<String> words) {
    int thousands = 0;
    int below = 0;
    for (String word : words) {
      if (word.equals("hundred")) {
        below = Math.max(1, below) * 100;
      } else if (word.equals("thousand")) {
        thousands = Math.max(1, below) * 1000;
        below = 0;
      } else if (VALUES.containsKey(word)) {
        below += VALUES.get(word);
      } else if (!word.equals("and")) {
        return Optional.empty();
      }
    }
    int value = thousands + below;
    return words.isEmpty() || value > MAX ? Optional.empty() : Optional.of(value);
  }

  /** Whether a word is one of 0 to 19, or a multiple of ten below 100. */
  static boolean isPart(String word) {
    return BELOW_20.contains(word) || TENS.contains(word);
  }

  /** A number in words, without "and". */
  static List<String> words(int number) {
    List<String> words = new ArrayList<>();
    if (number >= 1000) {
      words.addAll(words(number / 1000));
      words.add("thousand");
    }
    int below = number % 1000;
    if (below >= 100) {
      words.add(BELOW_20.get(below / 100));
      words.add("hundred");
    }
    int rest = below % 100;
    if (rest >= 20) {
      words.add(TENS.get(rest / 10 - 2));
      rest %= 10;
    }
    if (rest > 0 || number == 0) {
      words.add(BELOW_20.get(rest));
    }
    return words;
  }
}
