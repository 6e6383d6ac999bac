package org.auricle.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.auricle.server.telemetry.Tracing.Protocol;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  void theRealTimeFactorIsThatOfTheLastMinute() {
    RealTimeFactor factor = new RealTimeFactor(now::get);
    assertThat(factor.value()).isZero();
    factor.onAudio(10);
    factor.onBusy(5);
    assertThat(factor.value()).isEqualTo(0.5);

    now.addAndGet(Duration.ofHours(1).toNanos());
    factor.onAudio(1);
    factor.onBusy(0.1);
    assertThat(factor.value()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void whatTheSchedulerTellsIsWhatPrometheusReads() {
    try (Meters meters = new Meters(now::get)) {
      meters.onOpened();
      meters.onOpened();
      meters.onRefused();
      meters.onAudio(2.5);
      meters.onRound(3, 3, 1, 0.02);
      meters.onInterim(0.12);
      meters.onFinal(0.45);
      meters.onCall("auricle.v1.Speech/Recognize", "OK", 30_000_000);

      assertThat(meters.prometheus())
          .contains(
              "auricle_streams_total 2.0",
              "auricle_streams_refused_total 1.0",
              "auricle_audio_seconds_total 2.5",
              "auricle_batch_streams_bucket{le=\"2.0\"} 0",
              "auricle_batch_streams_bucket{le=\"4.0\"} 1",
              "auricle_interim_latency_seconds_bucket{le=\"0.1\"} 0",
              "auricle_interim_latency_seconds_bucket{le=\"0.15\"} 1",
              "auricle_final_latency_seconds_sum 0.45",
              "auricle_calls_seconds_count{method=\"auricle.v1.Speech/Recognize\",status=\"OK\"}"
                  + " 1");
    }
  }

  @Test
  void aCallIsASpanThatContinuesItsClientsAndHasOneForEachUtterance() {
    List<SpanData> spans = new ArrayList<>();
    Map<String, String> headers = // the example of the W3C's Trace Context
        Map.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    try (Tracing tracing = new Tracing(new Collected(spans), 1)) {
      Tracing.CallSpan call =
          tracing.begin(Protocol.GRPC, "auricle.v1.Speech/Recognize", "r1", headers::get);
      call.utterance(0, 1.5);
      call.end("NOT_FOUND", 5, false, "alice");
    }

    assertThat(spans)
        .extracting(SpanData::getName)
        .containsExactly("utterance", "auricle.v1.Speech/Recognize");
    SpanData call = spans.get(1);
    assertThat(call.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(call.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(call.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(call.getAttributes().asMap().toString())
        .contains("rpc.method=Recognize", "rpc.service=auricle.v1.Speech", "rpc.grpc.status_code=5")
        .contains("auricle.client=alice", "auricle.request=r1");
    assertThat(spans.get(0).getParentSpanId()).isEqualTo(call.getSpanId());
  }

  @Test
  void withoutTraceContextASpanIsARoot() {
    List<SpanData> spans = new ArrayList<>();
    try (Tracing tracing = new Tracing(new Collected(spans), 1)) {
      tracing.begin(Protocol.GRPC, "s/m", "r1", name -> null).end("OK", 0, true, "");
    }
    assertThat(spans.get(0).getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void callsOverHttpAreNamedAsOpenTelemetryDoes() {
    List<SpanData> spans = new ArrayList<>();
    try (Tracing tracing = new Tracing(new Collected(spans), 1)) {
      CallJournal journal = new CallJournal(Optional.empty(), Optional.of(tracing), false, false);
      journal.http("POST", "/v1/audio", name -> null).end(429, Optional.of("busy"));
      CallJournal.Entry socket = journal.http("websocket", "/vosk", name -> null);
      socket.end(101, Optional.empty());
      socket.end(500, Optional.empty()); // ends once
    }
    assertThat(spans)
        .extracting(span -> span.getName() + " " + span.getStatus().getStatusCode())
        .containsExactly("POST /v1/audio ERROR", "websocket /vosk UNSET");
    assertThat(spans.get(0).getAttributes().asMap().toString())
        .contains("http.request.method=POST", "http.route=/v1/audio")
        .contains("http.response.status_code=429");
    assertThat(spans.get(1).getAttributes().asMap().toString()).contains("request.method=GET");
  }

  @Test
  void theLogHoldsTranscriptsOnlyIfTheyAreWanted() {
    CallRecord discreet = new CallRecord("r1", "s/m", false, Optional.empty());
    CallRecord open = new CallRecord("r2", "s/m", true, Optional.empty());
    for (CallRecord call : List.of(discreet, open)) {
      call.client("alice");
      call.model("beeps");
      call.audio(1.25);
      call.audio(1.25);
      call.utterance("my secret", 0, 2.5);
    }

    Map<String, Object> fields = discreet.fields("OK", Optional.empty(), 0.1234);
    assertThat(new LogFields(fields))
        .hasToString(
            "request=r1 method=s/m status=OK seconds=0.123 client=alice model=beeps"
                + " audioSeconds=2.5 utterances=1");
    assertThat(open.fields("OK", Optional.empty(), 0))
        .containsEntry("transcripts", List.of("my secret"));
  }

  /** Keeps spans. */
  private record Collected(List<SpanData> spans) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
      spans.addAll(batch);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
