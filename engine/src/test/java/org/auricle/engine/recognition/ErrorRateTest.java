package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErrorRateTest {

  @Test
  void countsEachKindOfError() {
    assertThat(ErrorRate.ofWords("a b c d", "a x c d e")).isEqualTo(new ErrorRate(1, 1, 0, 4));
    assertThat(ErrorRate.ofWords("enter six two", "six two")).isEqualTo(new ErrorRate(0, 0, 1, 3));
    assertThat(ErrorRate.ofWords("", "x y")).isEqualTo(new ErrorRate(0, 2, 0, 0));
    assertThat(ErrorRate.ofWords("same words", "same  words ").errors()).isZero();
    assertThat(ErrorRate.ofCharacters("kitten", "sitting").errors()).isEqualTo(3);
    assertThat(ErrorRate.ofCharacters("a b", "ab")).isEqualTo(new ErrorRate(0, 0, 1, 3));
  }

  @Test
  void percentIsOfTheReference() {
    assertThat(new ErrorRate(1, 1, 1, 12).percent()).isEqualTo(25);
    assertThat(ErrorRate.ZERO.percent()).isZero();
    assertThat(new ErrorRate(0, 2, 0, 0).percent()).isEqualTo(100);
    assertThat(new ErrorRate(1, 2, 3, 10).plus(new ErrorRate(1, 0, 0, 5)))
        .isEqualTo(new ErrorRate(2, 2, 3, 15));
  }

  /** Plain recursion over all edits, without a table. */
  private static int distance(List<String> a, List<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.size() + b.size();
    }
    List<String> restA = a.subList(1, a.size());
    List<String> restB = b.subList(1, b.size());
    int keep = distance(restA, restB) + (a.get(0).equals(b.get(0)) ? 0 : 1);
    return Math.min(keep, 1 + Math.min(distance(restA, b), distance(a, restB)));
  }

  @Test
  void errorsAreTheLeastNumberOfEdits() {
    SplittableRandom random = new SplittableRandom(4);
    for (int n = 0; n < 200; n++) {
      List<String> a = words(random);
      List<String> b = words(random);
      ErrorRate rate = ErrorRate.of(a, b);
      assertThat(rate.errors()).as("%s against %s", a, b).isEqualTo(distance(a, b));
      assertThat(rate.insertions() - rate.deletions()).isEqualTo(b.size() - a.size());
    }
  }

  private static List<String> words(SplittableRandom random) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(7); i > 0; i--) {
      words.add(random.nextInt(3) == 0 ? "x" : "y");
    }
    return words;
  }

  @Test
  void saysWhichWordsMatch() {
    assertThat(ErrorRate.matches(List.of("a", "b", "c", "d"), List.of("x", "a", "b", "c")))
        .containsExactly(false, true, true, true);
    assertThat(ErrorRate.matches(List.of(), List.of("a"))).containsExactly(false);
    assertThat(ErrorRate.matches(List.of("a"), List.of())).isEmpty();
  }
}
