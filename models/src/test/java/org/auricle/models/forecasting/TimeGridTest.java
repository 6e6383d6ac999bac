package org.auricle.models.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeGridTest {

  /** By walking from day to day. */
  @Test
  void workdaysLeaveWeekendsOut() {
    List<LocalDateTime> times = new ArrayList<>();
    for (LocalDateTime t = LocalDateTime.of(1969, 12, 24, 9, 0); times.size() < 60; ) {
      if (t.getDayOfWeek() != DayOfWeek.SATURDAY && t.getDayOfWeek() != DayOfWeek.SUNDAY) {
        times.add(t);
      }
      t = t.plusDays(1);
    }
    TimeGrid grid = TimeGrid.of(times);
    assertThat(grid.unit()).isEqualTo(TimeGrid.Unit.WORKDAY);
    for (int i = 0; i < times.size(); i++) {
      assertThat(grid.at(i)).isEqualTo(times.get(i));
      assertThat(grid.index(times.get(i))).hasValue(i);
    }
    assertThat(grid.index(LocalDateTime.of(1970, 1, 3, 9, 0))).isEmpty(); // a Saturday
    assertThat(grid.at(-1)).isEqualTo(LocalDateTime.of(1969, 12, 23, 9, 0));
  }

  @Test
  void monthsEndWhenTheyEnd() {
    LocalDateTime first = LocalDateTime.of(2020, 1, 31, 0, 0);
    TimeGrid grid =
        TimeGrid.of(
            List.of(
                first, LocalDateTime.of(2020, 2, 29, 0, 0), LocalDateTime.of(2020, 3, 31, 0, 0)));
    assertThat(grid.at(13)).isEqualTo(LocalDateTime.of(2021, 2, 28, 0, 0));
    assertThat(grid.index(LocalDateTime.of(2021, 2, 28, 0, 0))).hasValue(13);
    assertThat(grid.index(LocalDateTime.of(2021, 2, 27, 0, 0))).isEmpty();
    assertThat(grid.index(LocalDateTime.of(2019, 12, 31, 0, 0))).hasValue(-1);
  }

  @Test
  void aLostHourIsAGapNotAnotherStep() {
    LocalDateTime first = LocalDateTime.of(2020, 1, 1, 0, 0);
    TimeGrid grid =
        TimeGrid.of(List.of(first, first.plusHours(1), first.plusHours(3), first.plusHours(4)));
    assertThat(grid.step()).isEqualTo("1 hour");
    assertThat(grid.calendarSeasons()).containsExactly(24, 168);
    assertThat(grid.index(first.plusMinutes(90))).isEmpty();
  }
}
