package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.LiveStream;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.grpc.ToneAlphabet;
import org.auricle.server.telemetry.LogFields;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written down of calls over HTTP: a line, and figures. */
class HttpJournalTest {
  private static final String PATH = "/v1/audio/transcriptions";
  private static final byte[] WAV =
      ToneAlphabet.wav(ToneAlphabet.speak("ab cd", 16000)).toByteArray();
  private static final String START = "{\"type\":\"start\",\"sampleRate\":16000}";

  private final Logger logger = Logger.getLogger("org.auricle.calls");
  private final Lines lines = new Lines();

  /** The log of calls. */
  private static final class Lines extends Handler {
    private final ConcurrentLinkedQueue<Map<String, Object>> all = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord record) {
      all.add(((LogFields) record.getParameters()[0]).fields());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** The next line; it comes after the answer. */
    Map<String, Object> next() {
      Instant deadline = Instant.now().plusSeconds(20);
      while (all.isEmpty()) {
        assertThat(Instant.now()).as("a line").isBefore(deadline);
        LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      }
      return all.remove();
    }
  }

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(lines);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(lines);
    logger.setUseParentHandlers(true);
  }

  @Test
  void aTranscriptionIsALineAndAFigure() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      Form form = new Form().file("x.wav", WAV);
      HttpResponse<String> response = http.post(PATH, form, "x-request-id", "mine-1");

      assertThat(response.headers().firstValue("x-request-id")).hasValue("mine-1");
      assertThat(lines.next())
          .containsEntry("request", "mine-1")
          .containsEntry("method", "POST " + PATH)
          .containsEntry("status", "200")
          .containsEntry("client", "127.0.0.1")
          .containsEntry("model", ToneRegistry.MODEL)
          .containsEntry("audioSeconds", 0.8)
          .containsEntry("utterances", 1)
          .containsEntry("transcripts", List.of("ab cd"));
      assertThat(http.meters.prometheus())
          .contains("auricle_calls_seconds_count{method=\"POST " + PATH + "\",status=\"200\"} 1");
    }
  }

  @Test
  void whatIsRefusedSaysWhy() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      http.post(PATH, new Form().file("x.wav", WAV).field("model", "none"));
      assertThat(lines.next())
          .containsEntry("status", "404")
          .containsEntry("problem", "model: none (expected: beeps)");
      http.get("/healthz"); // nobody's call
      assertThat(lines.all).isEmpty();
    }
  }

  @Test
  void aWebSocketIsOneCallHoweverItEnds() throws Exception {
    byte[] pcm = ToneAlphabet.linear16(ToneAlphabet.speak("ab", 16000)).toByteArray();
    try (RunningHttp http = new RunningHttp()) {
      try (SocketClient client = new SocketClient(http, "/v1/live")) {
        client.text(START).audio(pcm).text("{\"type\":\"stop\"}").await("end");
        assertThat(lines.next())
            .containsEntry("method", "websocket /v1/live")
            .containsEntry("status", "101")
            .containsEntry("model", ToneRegistry.MODEL)
            .containsEntry("transcripts", List.of("ab"));
      }
      try (SocketClient client = new SocketClient(http, "/vosk")) {
        client.audio(pcm).next();
      }
      assertThat(lines.next())
          .containsEntry("method", "websocket /vosk")
          .containsEntry("status", "499");
      try (SocketClient client = new SocketClient(http, "/v1/live")) {
        client.text("nonsense").next();
        assertThat(lines.next()).containsEntry("status", "400").containsKey("problem");
      }
    }
  }

  @Test
  void aClientThatDoesNotWaitForItsTextIsNoticedBeforeItIsThere() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (RunningHttp http = new RunningHttp(RunningHttp.options(), new SchedulerOptions(1, 8))) {
      LiveStream hog =
          http.scheduler.open(
              http.models.recognizer,
              new LiveOptions(16000, DecodeRequest.nBest(1), false),
              new Blocking(go));
      hog.accept(new float[1600], 0, 1600); // has the only worker until it is let go
      Form form = new Form().file("x.wav", WAV);
      try (RawConnection raw = new RawConnection(http)) {
        raw.send(
            "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(PATH, form.contentType(), form.body().length));
        raw.send(form.body());
        while (http.models.leases.get() == 0) {
          Thread.onSpinWait();
        }
      }
      assertThat(lines.next()).containsEntry("status", "499").doesNotContainKey("transcripts");

      go.countDown();
      http.models.awaitReturn();
    } finally {
      go.countDown();
    }
  }

  /** Keeps the worker that tells it something. */
  private record Blocking(CountDownLatch go) implements LiveListener {
    @Override
    public void onEvent(LiveEvent event) {}

    @Override
    public void onConsumed() {
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onCompleted() {}

    @Override
    public void onError(Throwable failure) {}
  }
}
