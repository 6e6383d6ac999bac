package org.auricle.models.spoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpokenNumbersTest {

  /** Every way to say it that the schoolbook knows, made without the class under test. */
  private static List<String> ways(int number) {
    String[] ones =
        ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                + " fifteen sixteen seventeen eighteen nineteen")
            .split(" ", -1);
    String[] tens = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ", -1);
    List<String> ways = new ArrayList<>();
    if (number < 20) {
      ways.add(ones[number]);
    } else if (number < 100) {
      String front = tens[number / 10];
      if (number % 10 == 0) {
        ways.add(front);
      } else {
        ways.add(front + " " + ones[number % 10]);
        ways.add(front + "-" + ones[number % 10]);
      }
    } else {
      int scale = number < 1_000 ? 100 : 1_000;
      String name = number < 1_000 ? "hundred" : "thousand";
      List<String> fronts = new ArrayList<>(ways(number / scale));
      if (number / scale == 1) {
        fronts.add("a");
      }
      for (String front : fronts) {
        if (number % scale == 0) {
          ways.add(front + " " + name);
        } else {
          for (String back : ways(number % scale)) {
            ways.add(front + " " + name + " " + back);
            if (number % scale < 100) {
              ways.add(front + " " + name + " and " + back);
            }
          }
        }
      }
    }
    return ways;
  }

  @Test
  void everyWayToSayANumberIsThatNumberAndNoOther() {
    Map<String, Integer> meant = new HashMap<>();
    for (int number = 0; number < 10_000; number++) {
      for (String way : ways(number)) {
        assertThat(meant.put(way, number)).as(way).isNull();
        assertThat(SpokenNumbers.parseWhole(List.of(way.split(" ", -1)))).as(way).hasValue(number);
      }
    }
    assertThat(meant).hasSizeGreaterThan(20_000);
  }

  @Test
  void whatIsSpelledIsParsed() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      long number = i < 10_000 ? i : random.nextLong(SpokenNumbers.MAX + 1);
      assertThat(SpokenNumbers.parseWhole(SpokenNumbers.spell(number))).hasValue(number);
    }
    assertThat(SpokenNumbers.spell(1_000_105))
        .containsExactly("one", "million", "one", "hundred", "five");
    assertThatThrownBy(() -> SpokenNumbers.spell(-1))
        .hasMessage("number: -1 (expected: 0..999999999)");
  }

  @Test
  void yearsAreSaidByCenturies() {
    assertThat(whole("nineteen eighty four")).isEqualTo(1984);
    assertThat(whole("twenty twenty six")).isEqualTo(2026);
    assertThat(whole("nineteen oh five")).isEqualTo(1905);
    assertThat(whole("twelve hundred")).isEqualTo(1200);
  }

  private static long whole(String said) {
    return SpokenNumbers.parseWhole(List.of(said.split(" ", -1))).orElseThrow();
  }

  @Test
  void fractionsAndSignsCount() {
    Map<String, String> said =
        Map.of(
            "two point five", "2.5",
            "point oh five", "0.05",
            "minus five", "-5",
            "one and a half", "1.5",
            "a hundred and two and three quarters", "102.75",
            "half", "0.5",
            "a quarter", "0.25",
            "2.50", "2.5",
            "twenty-one", "21",
            "zero", "0");
    said.forEach(
        (words, number) ->
            assertThat(SpokenNumbers.parse(List.of(words.split(" ", -1))))
                .as(words)
                .map(SpokenNumbers::format)
                .contains(number));
    assertThat(SpokenNumbers.format(new BigDecimal("100"))).isEqualTo("100");
  }

  @Test
  void whatIsNoNumberIsNone() {
    for (String said :
        List.of(
            "",
            "a",
            "and",
            "hundred",
            "five and",
            "one hundred and",
            "two two",
            "one zero",
            "latte",
            "five thousand thousand",
            "one thousand two million",
            "two point",
            "point",
            "minus",
            "minus minus two",
            "two and",
            "twenty eleven teen",
            "zero hundred",
            "one hundred zero",
            "two quarters quarters",
            "and five")) {
      assertThat(SpokenNumbers.parse(List.of(said.split(" ", -1)))).as(said).isEmpty();
    }
  }
}
