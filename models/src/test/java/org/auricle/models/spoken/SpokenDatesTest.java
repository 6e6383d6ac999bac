package org.auricle.models.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpokenDatesTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);
  private static final String[] DAYS =
      ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
              + " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
              + " twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth"
              + " twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first")
          .split(" ", -1);

  private static Optional<String> parse(String said) {
    return SpokenDates.parse(List.of(said.split(" ", -1)), SUNDAY);
  }

  @Test
  void everyDayOfALeapYearIsReadBack() {
    for (LocalDate date = LocalDate.of(2028, 1, 1);
        date.getYear() == 2028;
        date = date.plusDays(1)) {
      String month =
          date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
      String day = DAYS[date.getDayOfMonth() - 1];
      String yearless = MonthDay.from(date).toString();
      assertThat(parse(month + " the " + day)).contains(yearless);
      assertThat(parse(month + " " + day)).contains(yearless);
      assertThat(parse("on the " + day + " of " + month)).contains(yearless);
      assertThat(parse(date.getDayOfMonth() + " " + month)).contains(yearless);
      String number = String.join(" ", SpokenNumbers.spell(date.getDayOfMonth()));
      assertThat(parse(month + " " + number)).contains(yearless);
      for (String year : List.of("twenty twenty eight", "two thousand and twenty eight", "2028")) {
        assertThat(parse(month + " " + day + " " + year)).contains(date.toString());
      }
      assertThat(parse(date.toString())).contains(date.toString());
    }
  }

  @Test
  void relativeDatesCountFromTheDayGiven() {
    assertThat(parse("today")).contains("2026-11-22");
    assertThat(parse("tomorrow")).contains("2026-11-23");
    assertThat(parse("the day after tomorrow")).contains("2026-11-24");
    assertThat(parse("yesterday")).contains("2026-11-21");
    assertThat(parse("in ten days")).contains("2026-12-02");
    assertThat(parse("in a week")).contains("2026-11-29");
    assertThat(parse("in three months")).contains("2027-02-22");
    assertThat(parse("monday")).contains("2026-11-23");
    assertThat(parse("on sunday")).contains("2026-11-29");
    assertThat(parse("next saturday")).contains("2026-11-28");
  }

  @Test
  void whatIsNoDateIsNone() {
    for (String said :
        List.of(
            "",
            "on",
            "march",
            "the third",
            "february thirtieth",
            "february twenty ninth twenty" + " twenty six",
            "of march",
            "the of march",
            "in days",
            "in five",
            "march third five",
            "april thirty first",
            "2026",
            "2026-02-30",
            "latte",
            "friday latte")) {
      assertThat(parse(said)).as(said).isEmpty();
    }
  }
}
