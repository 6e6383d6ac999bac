package org.auricle.models.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpokenTimesTest {

  private static Optional<LocalTime> parse(String said) {
    return SpokenTimes.parse(List.of(said.split(" ", -1)));
  }

  private static String spell(int number) {
    return String.join(" ", SpokenNumbers.spell(number));
  }

  @Test
  void everyMinuteOfTheDayIsReadBack() {
    for (int hour = 0; hour < 24; hour++) {
      for (int minute = 0; minute < 60; minute++) {
        String minutes = minute == 0 ? "" : (minute < 10 ? " oh " : " ") + spell(minute);
        LocalTime time = LocalTime.of(hour, minute);
        assertThat(parse(spell(hour) + minutes)).as("%s", time).contains(time);
        String twelve = spell((hour + 11) % 12 + 1) + minutes + (hour < 12 ? " a m" : " p m");
        assertThat(parse(twelve)).as(twelve).contains(time);
        assertThat(parse(time.toString())).contains(time);
      }
    }
  }

  @Test
  void minutesBeforeAndAfterAnHour() {
    for (int hour = 1; hour <= 12; hour++) {
      for (int minute = 1; minute < 60; minute++) {
        assertThat(parse(spell(minute) + " past " + spell(hour)))
            .contains(LocalTime.of(hour, minute));
        int before = (hour + 10) % 12 + 1; // twelve comes before one
        assertThat(parse(spell(minute) + " minutes to " + spell(hour)))
            .contains(LocalTime.of(before, 60 - minute));
      }
    }
  }

  @Test
  void waysToSayIt() {
    assertThat(parse("half past nine")).contains(LocalTime.of(9, 30));
    assertThat(parse("a quarter to ten p m")).contains(LocalTime.of(21, 45));
    assertThat(parse("quarter past twelve a m")).contains(LocalTime.of(0, 15));
    assertThat(parse("at five pm")).contains(LocalTime.of(17, 0));
    assertThat(parse("eight o'clock in the evening")).contains(LocalTime.of(20, 0));
    assertThat(parse("noon")).contains(LocalTime.NOON);
    assertThat(parse("ten to midnight")).contains(LocalTime.of(23, 50));
    assertThat(parse("fourteen hundred")).contains(LocalTime.of(14, 0));
  }

  @Test
  void whatIsNoTimeIsNone() {
    for (String said :
        List.of(
            "",
            "at",
            "p m",
            "twenty five",
            "nine sixty",
            "thirteen p m",
            "half",
            "half past",
            "past nine",
            "nine five",
            "nine oh ten",
            "sixty past nine",
            "latte",
            "25:00",
            "9:60")) {
      assertThat(parse(said)).as(said).isEmpty();
    }
  }
}
