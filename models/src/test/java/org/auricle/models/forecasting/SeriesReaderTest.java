package org.auricle.models.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.auricle.models.table.DelimitedTable;
import org.auricle.models.table.TableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesReaderTest {

  private static TimeSeries read(String csv) throws TableException {
    return SeriesReader.DEFAULT.of(DelimitedTable.parse(csv, "s.csv"));
  }

  private static void assertFault(String csv, String message) {
    assertThatThrownBy(() -> read(csv)).isInstanceOf(TableException.class).hasMessage(message);
  }

  @Test
  void findsDatesAndValues() throws TableException {
    TimeSeries series = read("id,Month,Sold\nx,2020-11,1.5\ny,2020-12,2\nz,2021-01,-3e2\n");
    assertThat(series.name()).isEqualTo("Sold");
    assertThat(series.dateName()).isEqualTo("Month");
    assertThat(series.values()).containsExactly(1.5, 2, -300);
    assertThat(series.grid().unit()).isEqualTo(TimeGrid.Unit.MONTH);
    assertThat(series.form().format(series.time(3))).isEqualTo("2021-02");
    assertThat(series.remarks()).isEmpty();
  }

  @Test
  void remarksOnWhatItPutsRight() throws TableException {
    TimeSeries series =
        read(
            "d;v\n2020-01-01;1,5\n2020-01-03;3\n2020-01-02;2\n2020-01-03;3\n2020-01-04;NaN\n"
                + "2020-01-05;5\n2020-01-06;6\n2020-01-08;8\n");
    assertThat(series.values()).containsExactly(1.5, 2, 3, 3, 5, 6, 6, 8);
    assertThat(series.filled())
        .containsExactly(false, false, false, true, false, false, true, false);
    assertThat(series.remarks())
        .containsExactly(
            "s.csv:4: earlier than the row before it; rows are sorted",
            "s.csv:5: 2020-01-03 again, as in line 3; left out",
            "s.csv:6: v missing; the value before it is carried on",
            "s.csv:9: gap, 1 of 1 day missing before 2020-01-08; the value before it is carried"
                + " on");
  }

  @Test
  void namesTheLineOfWhatIsWrong() {
    assertFault(
        "d,v\n2020-01-01,1\n2020-01-01,2\n2020-01-02,3\n2020-01-03,3\n",
        "s.csv:3: 2020-01-01 again, with another value than in line 2 (expected: one value a"
            + " date)");
    assertThatThrownBy(
            () ->
                new SeriesReader("d", "v", "")
                    .of(DelimitedTable.parse("d,v\n2020-01-01,1\n2020-01-02,many\n", "s.csv")))
        .hasMessage("s.csv:3: v: many (expected: a number)");
    assertThatThrownBy(
            () ->
                new SeriesReader("d", "v", "uuuu-MM-dd")
                    .of(DelimitedTable.parse("d,v\n2020-01-01,1\n2020-02-30,2\n", "s.csv")))
        .hasMessage("s.csv:3: date: 2020-02-30 (expected: one like uuuu-MM-dd)");
    assertFault("d,v\n2020-01-01,1\n2020-01-02,1\n", "s.csv: 2 rows (expected: at least 3)");
    assertFault(
        "d,v\nMonday,1\nTuesday,2\n", "s.csv: no column of dates among [d, v] (expected: one)");
    assertFault(
        "d,a,b\n2020-01-01,1,1\n2020-01-02,2,2\n2020-01-03,2,2\n",
        "s.csv:1: 2 columns of numbers among [d, a, b] (expected: one, or its name by --value)");
    assertFault(
        "d,v\n2020-01-01,\n2020-01-02,1\n2020-01-03,1\n",
        "s.csv:2: v: missing (expected: the first value is there)");
    assertFault(
        "d,v\n2020-01-01,1\n2020-01-02,1\n2020-01-03,1\n2020-01-09,1\n",
        "s.csv: every 1 day, 56 % of the dates are missing (expected: at most 25 %)");
    assertFault(
        "d,v\n2020-01-01 00:00,1\n2020-01-01 01:00,1\n2020-01-01 02:00,1\n2020-01-01 02:30,1\n",
        "s.csv:5: 2020-01-01 02:30: between two steps (expected: every 1 hour from 2020-01-01"
            + " 00:00 on)");
  }

  /** Day or month first: what has the fewer gaps is meant. */
  @Test
  void tellsDayFromMonthByRegularity() throws TableException {
    TimeSeries days = read("d,v\n01/02/2020,1\n02/02/2020,2\n03/02/2020,3\n04/02/2020,4\n");
    assertThat(days.time(3)).isEqualTo(LocalDateTime.of(2020, 2, 4, 0, 0));
    TimeSeries months = read("d,v\n10/01/2020,1\n11/01/2020,2\n12/01/2020,3\n01/01/2021,4\n");
    assertThat(months.grid().unit()).isEqualTo(TimeGrid.Unit.MONTH);
    assertThat(months.time(3)).isEqualTo(LocalDateTime.of(2021, 1, 1, 0, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-03-01T05:06:07|2020-03-01T05:06:08|2020-03-01T05:06:09|1 second",
        "2020-03-01T05:00:00Z|2020-03-01T05:15:00Z|2020-03-01T05:30:00Z|15 minutes",
        "31.01.2020|29.02.2020|31.03.2020|1 month",
        "Jan 2020|Apr 2020|Jul 2020|3 months",
        "2020-Q1|2020-Q2|2020-Q3|3 months",
        "2019|2020|2021|12 months",
        "1583020800|1583024400|1583028000|1 hour",
        "20200301|20200308|20200315|1 week",
        "1 Mar 2020|2 Mar 2020|3 Mar 2020|1 day"
      })
  void readsAndWritesTheUsualForms(String a, String b, String c, String step)
      throws TableException {
    TimeSeries series = read("when,v\n" + a + ",1\n" + b + ",2\n" + c + ",3\n");
    assertThat(series.grid().step()).isEqualTo(step);
    assertThat(series.form().format(series.time(0))).isEqualTo(a);
    assertThat(series.form().format(series.time(1))).isEqualTo(b);
    assertThat(series.form().format(series.time(2))).isEqualTo(c);
  }
}
