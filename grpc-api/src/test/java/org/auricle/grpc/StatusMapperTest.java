package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.recognition.DecodeRequestException;
import org.junit.jupiter.api.Test;

class StatusMapperTest {
  private static Status map(Throwable failure) {
    return StatusMapper.map(failure).getStatus();
  }

  @Test
  void tellsTheClientWhatIsItsToChange() {
    assertThat(map(RequestException.invalid("x: 3 (expected: > 4)")))
        .satisfies(
            status -> {
              assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(status.getDescription()).isEqualTo("x: 3 (expected: > 4)");
            });
    assertThat(map(RequestException.notFound("m")).getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(map(RequestException.outOfRange("l")).getCode()).isEqualTo(Status.Code.OUT_OF_RANGE);
    assertThat(map(new DecodeRequestException("\"\n\": what")))
        .satisfies(
            status -> {
              assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(status.getDescription()).isEqualTo("\" \": what");
            });
    assertThat(map(new AudioFormatException("audio", 12, "nonsense")))
        .satisfies(
            status -> {
              assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(status.getDescription()).isEqualTo("audio at byte 12: nonsense");
            });
  }

  @Test
  void keepsFaultsOfOursToTheLog() {
    List<LogRecord> records = new ArrayList<>();
    Handler handler = new Recorder(records);
    Logger logger = Logger.getLogger(StatusMapper.class.getName());
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    IllegalStateException fault = new IllegalStateException("secret of /var/lib");
    Status status;
    try {
      status = map(fault);
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }

    assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(status.getDescription()).doesNotContain("secret").doesNotContain("\n");
    assertThat(status.getCause()).isNull();
    assertThat(records).hasSize(1);
    assertThat(records.get(0).getThrown()).isSameAs(fault);
    String reference = status.getDescription().substring(status.getDescription().lastIndexOf(' '));
    assertThat(records.get(0).getMessage()).endsWith(reference);
  }

  private static final class Recorder extends Handler {
    private final List<LogRecord> records;

    Recorder(List<LogRecord> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
