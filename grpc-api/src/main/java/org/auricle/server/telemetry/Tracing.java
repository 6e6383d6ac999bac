package org.auricle.server.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.auricle.server.config.TelemetryConfig;

/** Spans of calls, continued from the client's ({@code traceparent}). Thread-safe. */
public final class Tracing implements AutoCloseable {
  private static final int FLUSH_SECONDS = 5;
  private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("auricle.request");
  private static final AttributeKey<Double> AUDIO_START =
      AttributeKey.doubleKey("auricle.audio.start");
  private static final AttributeKey<Double> AUDIO_END = AttributeKey.doubleKey("auricle.audio.end");
  private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("auricle.client");

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  Tracing(SpanExporter exporter, double ratio) {
    provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), "auricle"))))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build();
    tracer = provider.get("org.auricle");
  }

  /** To an OpenTelemetry collector. */
  public static Tracing otlp(TelemetryConfig config) {
    return new Tracing(
        OtlpHttpSpanExporter.builder().setEndpoint(config.otlpEndpoint()).build(),
        config.traceRatio());
  }

  /** How calls come, and what OpenTelemetry calls their parts. */
  enum Protocol {
    /** Methods are {@code package.Service/Method}. */
    GRPC("rpc.grpc.status_code") {
      @Override
      Attributes of(String method) {
        int slash = method.lastIndexOf('/');
        return Attributes.of(
            AttributeKey.stringKey("rpc.system"),
            "grpc",
            AttributeKey.stringKey("rpc.service"),
            method.substring(0, Math.max(0, slash)),
            AttributeKey.stringKey("rpc.method"),
            method.substring(slash + 1));
      }
    },
    /** Methods are {@code POST /path}, or {@code websocket /path}. */
    HTTP("http.response.status_code") {
      @Override
      Attributes of(String method) {
        int space = method.indexOf(' ');
        String verb = method.substring(0, space);
        return Attributes.of(
            AttributeKey.stringKey("http.request.method"),
            verb.equals("websocket") ? "GET" : verb,
            AttributeKey.stringKey("http.route"),
            method.substring(space + 1));
      }
    };

    private final String status; // the attribute that holds it

    Protocol(String status) {
      this.status = status;
    }

    abstract Attributes of(String method);
  }

  CallSpan begin(Protocol protocol, String method, String request, UnaryOperator<String> headers) {
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, new Headers());
    return new CallSpan(
        tracer,
        tracer
            .spanBuilder(method)
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAllAttributes(protocol.of(method))
            .setAttribute(REQUEST, request)
            .startSpan(),
        protocol);
  }

  /** Sends what is left. */
  @Override
  public void close() {
    provider.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
  }

  /** A call's span, and those of its utterances. */
  static final class CallSpan {
    private final Tracer tracer;
    private final Span span;
    private final Protocol protocol;
    private final Instant start = Instant.now();

    private CallSpan(Tracer tracer, Span span, Protocol protocol) {
      this.tracer = tracer;
      this.span = span;
      this.protocol = protocol;
    }

    /** From when it was spoken, in a live stream, to now that it has been understood. */
    void utterance(double startSeconds, double endSeconds) {
      Instant now = Instant.now();
      Instant spoken = start.plusNanos((long) (startSeconds * 1e9));
      tracer
          .spanBuilder("utterance")
          .setParent(Context.root().with(span))
          .setStartTimestamp(spoken.isBefore(now) ? spoken : start)
          .setAttribute(AUDIO_START, startSeconds)
          .setAttribute(AUDIO_END, endSeconds)
          .startSpan()
          .end(now);
    }

    void end(String status, long number, boolean ok, String client) {
      span.setAttribute(AttributeKey.longKey(protocol.status), number);
      if (!client.isEmpty()) {
        span.setAttribute(CLIENT, client);
      }
      if (!ok) {
        span.setStatus(StatusCode.ERROR, status);
      }
      span.end();
    }
  }

  private static final class Headers implements TextMapGetter<UnaryOperator<String>> {
    @Override
    public Iterable<String> keys(UnaryOperator<String> headers) {
      return List.of("traceparent", "tracestate"); // what the propagator looks for
    }

    @Override
    public String get(UnaryOperator<String> headers, String name) {
      return headers == null ? null : headers.apply(name);
    }
  }
}
