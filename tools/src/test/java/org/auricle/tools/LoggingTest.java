package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LoggingTest {
  @Test
  void aServerTellsWhereAFailureComesFrom() {
    LogRecord record = new LogRecord(Level.SEVERE, "internal error 1f");
    record.setThrown(new IllegalStateException("why"));

    assertThat(new Logging.TracedLines().format(record).lines())
        .startsWith("auricle: severe: internal error 1f", "java.lang.IllegalStateException: why")
        .anyMatch(line -> line.startsWith("\tat org.auricle.tools.LoggingTest"));
  }

  @Test
  void whatIsNoFailureIsALine() {
    assertThat(new Logging.TracedLines().format(new LogRecord(Level.INFO, "loaded anew")))
        .isEqualTo("auricle: loaded anew" + System.lineSeparator());
  }
}
