package org.auricle.models.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.models.domain.BuiltinKind.Type;
import org.auricle.models.spoken.SpokenNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BuiltinKindTest {
  private static Domain domain(String slot) throws DomainException {
    return DomainReader.read(
        "d.yaml", "context: {expressions: {go: [$x]}, slots: {x: {" + slot + "}}}");
  }

  private static Optional<String> value(Domain domain, String text) {
    return domain.parse(List.of(text.split(" ", -1))).map(i -> i.slots().get(0).value());
  }

  @ParameterizedTest
  @EnumSource(Type.class)
  void whatItsExpressionsAllowHasAValue(Type type) throws DomainException {
    for (String range : List.of("", ", max: 99", ", max: 999999")) {
      Domain domain = domain("builtin: " + type.text() + range);
      for (LabelledSentence sentence : DomainSentences.sample(domain, 1000, 3)) {
        String words = String.join(" ", sentence.words());
        assertThat(domain.parse(sentence.words())).as(words).isPresent();
        assertThat(sentence.slots().get(0).value()).as(words).isNotBlank();
        assertThat(domain.slots().get("x").value(sentence.words()))
            .contains(sentence.slots().get(0).value());
      }
    }
  }

  @Test
  void everyNumberIsUnderstoodWithAndWithoutAnd() throws DomainException {
    Domain domain = domain("builtin: number, max: 999999");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 3000; i++) {
      int number = i < 1200 ? i : random.nextInt(1_000_000);
      String words = String.join(" ", SpokenNumbers.spell(number));
      assertThat(value(domain, words)).contains("" + number);
      assertThat(value(domain, words.replaceAll("hundred (?!thousand)", "hundred and ")))
          .contains("" + number);
    }
    assertThat(value(domain, "a hundred and five")).contains("105");
    assertThat(value(domain, "a")).isEmpty();
    assertThat(value(domain, "five hundred hundred")).isEmpty();
  }

  @Test
  void numbersOutOfRangeAreNone() throws DomainException {
    Domain domain = domain("builtin: number, min: 2, max: 12");
    for (int number = 0; number < 100; number++) {
      assertThat(value(domain, String.join(" ", SpokenNumbers.spell(number))).isPresent())
          .isEqualTo(number >= 2 && number <= 12);
    }
    assertThatThrownBy(() -> new BuiltinKind(Type.NUMBER, 3, 2))
        .hasMessage("min, max: 3, 2 (expected: 0 <= min <= max <= 999999)");
  }

  @Test
  void everyMinuteOfTheClockIsUnderstood() throws DomainException {
    Domain domain = domain("builtin: time");
    for (int hour = 1; hour <= 23; hour++) {
      for (int minute = 10; minute < 60; minute++) {
        String said =
            String.join(" ", SpokenNumbers.spell(hour))
                + " "
                + String.join(" ", SpokenNumbers.spell(minute));
        assertThat(value(domain, said))
            .as(said)
            .contains(String.format(Locale.ROOT, "%02d:%02d", hour, minute));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "time, half past nine, 09:30",
    "time, a quarter to ten p m, 21:45",
    "time, nine oh five, 09:05",
    "time, noon, 12:00",
    "time, twelve at night, 00:00",
    "time, two at night, 02:00",
    "time, eight at night, 20:00",
    "time, twelve p m, 12:00",
    "time, three o'clock in the afternoon, 15:00",
    "date, the third of march, --03-03",
    "date, march twenty first, --03-21",
    "date, december thirty one, --12-31",
    "date, the day after tomorrow, the day after tomorrow",
    "date, monday, monday",
    "date, next sunday, next sunday",
    "size, extra large, extra large",
    "size, regular, medium",
    "size, twelve ounces, 12 oz",
    "size, half a liter, 0.5 l",
    "size, a pint, 1 pt",
  })
  void isNormalised(String type, String said, String value) throws DomainException {
    assertThat(value(domain("builtin: " + type), said)).contains(value);
  }

  @Test
  void daysThatNoMonthHasAreNone() throws DomainException {
    Domain domain = domain("builtin: date");
    assertThat(value(domain, "the thirtieth of february")).isEmpty();
    assertThat(value(domain, "february twenty ninth")).contains("--02-29");
  }

  @ParameterizedTest
  @CsvSource({
    "2 lattes, two lattes",
    "'I''D LIKE, please, 21!', i'd like please twenty one",
    "at 3 pm, at three p m",
    "at 10 a.m. sharp, at ten a m sharp",
    "twenty-one well-done steaks, twenty one well-done steaks",
    "I’m - here..., i'm here",
    "7up and b2b, 7up and b2b",
  })
  void typedTextBecomesWhatIsSaid(String typed, String said) {
    assertThat(String.join(" ", SpokenText.words(typed))).isEqualTo(said);
  }
}
