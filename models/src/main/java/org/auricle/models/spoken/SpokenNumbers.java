package org.auricle.models.spoken;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Numbers as they are said and what they are: {@code twenty one}, {@code a hundred and five},
 * {@code nineteen eighty four}, {@code two point five}, {@code one and a half}. Words are lower
 * case; a hyphen separates words as a blank does.
 */
public final class SpokenNumbers {
  /** The largest number that {@link #spell} says. */
  public static final long MAX = 999_999_999;

  static final List<String> SMALL =
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
      List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final long THOUSAND = 1_000;
  private static final long MILLION = 1_000_000;
  static final String HUNDRED_WORD = "hundred";
  static final Map<String, Long> SCALES = Map.of("thousand", THOUSAND, "million", MILLION);
  private static final Map<String, BigDecimal> SHARES =
      Map.of(
          "half", new BigDecimal("0.5"),
          "quarter", new BigDecimal("0.25"),
          "quarters", new BigDecimal("0.25"));
  private static final int MOST_DIGITS = 9;

  private SpokenNumbers() {}

  /**
   * Says a number.
   *
   * @param number 0..{@value #MAX}
   * @return its words: {@code one hundred five}
   */
  public static List<String> spell(long number) {
    if (number < 0 || number > MAX) {
      throw new IllegalArgumentException("number: " + number + " (expected: 0.." + MAX + ")");
    }
    List<String> words = new ArrayList<>();
    if (number == 0) {
      words.add(SMALL.get(0));
    }
    spellBelowThousand((int) (number / MILLION), "million", words);
    spellBelowThousand((int) (number / THOUSAND % THOUSAND), "thousand", words);
    spellBelowThousand((int) (number % THOUSAND), "", words);
    return words;
  }

  private static void spellBelowThousand(int number, String scale, List<String> words) {
    if (number >= 100) {
      words.add(SMALL.get(number / 100));
      words.add(HUNDRED_WORD);
    }
    int rest = number % 100;
    if (rest >= SMALL.size()) {
      words.add(TENS.get(rest / 10));
      rest %= 10;
    }
    if (rest > 0) {
      words.add(SMALL.get(rest));
    }
    if (number > 0 && !scale.isEmpty()) {
      words.add(scale);
    }
  }

  /** What a cardinal number or a year is; empty if the words are none, or more than one. */
  public static OptionalLong parseWhole(List<String> said) {
    List<String> words = split(said);
    if (words.isEmpty()) {
      return OptionalLong.empty();
    }
    if (words.size() == 1 && isDigits(words.get(0))) {
      return OptionalLong.of(Long.parseLong(words.get(0)));
    }
    OptionalLong cardinal = new Cardinal(words).parse();
    return cardinal.isPresent() ? cardinal : year(words);
  }

  /** What a number is, fractions and a minus included; empty if the words are none. */
  public static Optional<BigDecimal> parse(List<String> said) {
    List<String> words = split(said);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    if (words.get(0).equals("minus") || words.get(0).equals("negative")) {
      return positive(words.subList(1, words.size())).map(BigDecimal::negate);
    }
    return positive(words);
  }

  /** A number as text: digits, with a point and without zeros that say nothing. */
  public static String format(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static Optional<BigDecimal> positive(List<String> words) {
    int point = words.indexOf("point");
    if (point >= 0) {
      return decimal(words, point);
    }
    if (words.size() == 1 && words.get(0).matches("[0-9]{1,9}\\.[0-9]{1,9}")) {
      return Optional.of(new BigDecimal(words.get(0)));
    }
    Optional<BigDecimal> share = share(words);
    if (share.isPresent()) {
      return share;
    }
    int and = words.lastIndexOf("and");
    if (and > 0) { // two and a half
      Optional<BigDecimal> whole = whole(words.subList(0, and));
      Optional<BigDecimal> rest = share(words.subList(and + 1, words.size()));
      if (whole.isPresent() && rest.isPresent()) {
        return whole.map(w -> w.add(rest.get()));
      }
    }
    return whole(words);
  }

  private static Optional<BigDecimal> whole(List<String> words) {
    OptionalLong whole = parseWhole(words);
    return whole.isPresent()
        ? Optional.of(BigDecimal.valueOf(whole.getAsLong()))
        : Optional.empty();
  }

  /** A half, a quarter, three quarters. */
  private static Optional<BigDecimal> share(List<String> words) {
    int last = words.size() - 1;
    if (last < 0 || last > 1 || !SHARES.containsKey(words.get(last))) {
      return Optional.empty();
    }
    BigDecimal share = SHARES.get(words.get(last));
    if (last == 0 || words.get(0).equals("a") || words.get(0).equals("one")) {
      return Optional.of(share);
    }
    return words.get(0).equals("three") && words.get(1).equals("quarters")
        ? Optional.of(share.multiply(BigDecimal.valueOf(3)))
        : Optional.empty();
  }

  /** Two point five, point oh five. */
  private static Optional<BigDecimal> decimal(List<String> words, int point) {
    Optional<BigDecimal> whole =
        point == 0 ? Optional.of(BigDecimal.ZERO) : whole(words.subList(0, point));
    List<String> behind = words.subList(point + 1, words.size());
    if (whole.isEmpty() || behind.isEmpty() || behind.size() > MOST_DIGITS) {
      return Optional.empty();
    }
    StringBuilder digits = new StringBuilder("0.");
    for (String word : behind) {
      int digit = small(word);
      if (digit < 0 || digit > 9) {
        return Optional.empty();
      }
      digits.append(digit);
    }
    return whole.map(w -> w.add(new BigDecimal(digits.toString())));
  }

  /** Nineteen eighty four, twenty oh five; twelve hundred is a cardinal's. */
  private static OptionalLong year(List<String> words) {
    for (int cut = 1; cut < words.size(); cut++) {
      int century = belowHundred(words.subList(0, cut));
      List<String> rest = words.subList(cut, words.size());
      int years =
          rest.size() == 2 && small(rest.get(0)) == 0 ? small(rest.get(1)) : belowHundred(rest);
      boolean twoDigits = rest.size() == 2 && small(rest.get(0)) == 0 ? years <= 9 : years >= 10;
      if (century >= 10 && years >= 0 && twoDigits) {
        return OptionalLong.of(century * 100L + years);
      }
    }
    return OptionalLong.empty();
  }

  /** A number of 0..99 in one or two words; -1 if it is none. */
  static int belowHundred(List<String> words) {
    if (words.size() == 1) {
      int tens = TENS.indexOf(words.get(0));
      return tens >= 2 ? 10 * tens : small(words.get(0));
    }
    if (words.size() != 2) {
      return -1;
    }
    int tens = TENS.indexOf(words.get(0));
    int unit = small(words.get(1));
    return tens >= 2 && unit >= 1 && unit <= 9 ? 10 * tens + unit : -1;
  }

  /** A number of 0..19 in one word; -1 if it is none. */
  static int small(String word) {
    return word.equals("oh") || word.equals("o") ? 0 : SMALL.indexOf(word);
  }

  static boolean isDigits(String word) {
    return word.matches("[0-9]{1," + MOST_DIGITS + "}");
  }

  /** The words in lower case, without hyphens and empty ones. */
  static List<String> split(List<String> said) {
    List<String> words = new ArrayList<>();
    for (String word : said) {
      for (String part : word.toLowerCase(Locale.ROOT).split("(?<=[a-z])-|\\s+", 0)) {
        if (!part.isEmpty()) {
          words.add(part);
        }
      }
    }
    return words;
  }
}
