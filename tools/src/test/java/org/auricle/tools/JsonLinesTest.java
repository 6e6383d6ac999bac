package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.auricle.server.telemetry.LogFields;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private static LogRecord record(Level level, String message, Object... parameters) {
    LogRecord record = new LogRecord(level, message);
    record.setInstant(Instant.parse("2026-11-21T12:00:00Z"));
    record.setLoggerName("org.auricle.x");
    record.setParameters(parameters);
    return record;
  }

  @Test
  void aMessageIsAnObjectOnALine() {
    assertThat(new JsonLines().format(record(Level.WARNING, "two\n\"lines\" of {0}", "text")))
        .isEqualTo(
            "{\"time\":\"2026-11-21T12:00:00Z\",\"level\":\"warning\",\"logger\":\"org.auricle.x\","
                + "\"message\":\"two\\n\\\"lines\\\" of text\"}\n");
  }

  @Test
  void whatAMessageIsAboutStandsInFieldsOfItsOwn() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", "OK");
    fields.put("seconds", 1.5);
    fields.put("utterances", 2);
    fields.put("transcripts", List.of("a b"));

    assertThat(new JsonLines().format(record(Level.INFO, "{0}", new LogFields(fields))))
        .isEqualTo(
            "{\"time\":\"2026-11-21T12:00:00Z\",\"level\":\"info\",\"logger\":\"org.auricle.x\","
                + "\"status\":\"OK\",\"seconds\":1.5,\"utterances\":2,\"transcripts\":[\"a b\"]}\n");
  }

  @Test
  void aFailureIsWithItsTrace() {
    LogRecord record = record(Level.SEVERE, "internal error");
    record.setThrown(new IllegalStateException("why"));

    assertThat(new JsonLines().format(record))
        .contains("\"failure\":\"java.lang.IllegalStateException: why\\n\\tat ")
        .hasLineCount(1);
  }
}
