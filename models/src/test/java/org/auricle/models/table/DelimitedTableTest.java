package org.auricle.models.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedTableTest {

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsTheSeparatorInTheFirstLine(String separator) throws TableException {
    DelimitedTable table =
        DelimitedTable.parse("a-b-c\n1-x y-3\n".replace("-", separator), "t.csv");
    assertThat(table.columns()).containsExactly("a", "b", "c");
    assertThat(table.rows()).containsExactly(new DelimitedTable.Row(2, List.of("1", "x y", "3")));
  }

  @Test
  void quotesHoldSeparatorsLineEndsAndQuotes() throws TableException {
    String text = "\uFEFF\"id\",\"text\"\r\n1,\"a, \"\"b\"\"\nc\"\r\n\r\n2,\"\"";
    DelimitedTable table = DelimitedTable.parse(text, "t.csv");
    assertThat(table.columns()).containsExactly("id", "text");
    assertThat(table.rows())
        .containsExactly(
            new DelimitedTable.Row(2, List.of("1", "a, \"b\"\nc")),
            new DelimitedTable.Row(5, List.of("2", "")));
    assertThat(table.column("text")).isEqualTo(1);
  }

  @Test
  void namesTheLineOfWhatIsWrong() {
    assertThatThrownBy(() -> DelimitedTable.parse("a,b\n1,2\n3\n", "t.csv"))
        .isInstanceOf(TableException.class)
        .hasMessage("t.csv:3: 1 values (expected: 2, as in the first line)");
    assertThatThrownBy(() -> DelimitedTable.parse("a,b\n1,\"2\n", "t.csv"))
        .hasMessage("t.csv:2: a quote that does not end (expected: another one)");
    assertThatThrownBy(() -> DelimitedTable.parse("a,b\n1,\"2\"3\n", "t.csv"))
        .hasMessage("t.csv:2: text behind a closing quote (expected: none)");
    assertThatThrownBy(() -> DelimitedTable.parse("\n", "t.csv"))
        .hasMessage("t.csv: empty (expected: a line with the columns' names)");
    assertThatThrownBy(() -> DelimitedTable.parse("a,b\n", "t.csv").column("c"))
        .hasMessage("t.csv:1: no column c (expected: one of [a, b])");
  }
}
