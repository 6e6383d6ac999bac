package org.auricle.models.spoken;

import java.util.List;
import java.util.OptionalLong;

/**
 * A cardinal number in words: {@code [millions million] [thousands thousand] [hundreds]}, each at
 * most once, in this order. Not thread-safe.
 */
final class Cardinal {
  private final List<String> words;
  private int at;

  Cardinal(List<String> words) {
    this.words = words;
  }

  OptionalLong parse() {
    long sum = 0;
    long below = Long.MAX_VALUE; // each scale is smaller than the one before
    while (at < words.size()) {
      if (sum > 0 && words.get(at).equals("and")) {
        at++;
      }
      long group = group();
      Long scale = at < words.size() ? SpokenNumbers.SCALES.get(words.get(at)) : null;
      long factor = scale == null ? 1 : scale;
      if (group < 0 || factor >= below || (group == 0 && words.size() > 1)) {
        return OptionalLong.empty();
      }
      at += scale == null ? 0 : 1;
      sum += group * factor;
      below = factor;
    }
    return OptionalLong.of(sum);
  }

  /** {@code [1..99 hundred [and]] [1..99]}, or -1; 0 only for the word itself. */
  private long group() {
    long front = upTo99();
    if (front > 0 && at < words.size() && words.get(at).equals(SpokenNumbers.HUNDRED_WORD)) {
      at++;
      int before = at;
      if (at < words.size() && words.get(at).equals("and")) {
        at++;
      }
      long back = upTo99();
      if (back <= 0) {
        at = before;
        back = 0;
      }
      return 100 * front + back;
    }
    return front;
  }

  private long upTo99() {
    boolean article = at < words.size() && words.get(at).equals("a");
    if (article && at + 1 < words.size() && isScale(words.get(at + 1))) {
      at++;
      return 1;
    }
    for (int length = Math.min(2, words.size() - at); length >= 1; length--) {
      int value = SpokenNumbers.belowHundred(words.subList(at, at + length));
      if (value >= 0) {
        at += length;
        return value;
      }
    }
    return -1;
  }

  private static boolean isScale(String word) {
    return word.equals(SpokenNumbers.HUNDRED_WORD) || SpokenNumbers.SCALES.containsKey(word);
  }
}
