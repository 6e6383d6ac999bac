package org.auricle.models.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpokenAmountsTest {

  private static Optional<String> parse(String said) {
    return SpokenAmounts.parse(List.of(said.split(" ", -1)));
  }

  @Test
  void amountsAreANumberAndAUnit() {
    Map<String, String> said =
        Map.ofEntries(
            Map.entry("eight ounce", "8 oz"),
            Map.entry("twelve fluid ounces", "12 fl oz"),
            Map.entry("two and a half pounds", "2.5 lb"),
            Map.entry("half a litre", "0.5 l"),
            Map.entry("a pound", "1 lb"),
            Map.entry("an ounce", "1 oz"),
            Map.entry("a quarter pound", "0.25 lb"),
            Map.entry("six feet", "6 ft"),
            Map.entry("twenty-one degrees", "21 deg"),
            Map.entry("five per cent", "5 %"),
            Map.entry("three point five inches", "3.5 in"));
    said.forEach((words, amount) -> assertThat(parse(words)).as(words).contains(amount));
  }

  @Test
  void everyWholeNumberOfOunces() {
    for (int n = 0; n < 1_000; n++) {
      assertThat(parse(String.join(" ", SpokenNumbers.spell(n)) + " ounces")).contains(n + " oz");
    }
  }

  @Test
  void whatIsNoAmountIsNone() {
    for (String said : List.of("", "ounce", "eight", "eight lattes", "latte ounce", "of ounces")) {
      assertThat(parse(said)).as(said).isEmpty();
    }
  }
}
