package org.auricle.server.telemetry;

import io.grpc.Metadata;
import io.grpc.Status;
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
import java.util.concurrent.TimeUnit;
import org.auricle.server.config.TelemetryConfig;

/** Spans of calls, continued from the client's ({@code traceparent}). Thread-safe. */
public final class Tracing implements AutoCloseable {
  private static final int FLUSH_SECONDS = 5;
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system");
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("rpc.service");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
  private static final AttributeKey<Long> CODE = AttributeKey.longKey("rpc.grpc.status_code");
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

  CallSpan begin(String method, String request, Metadata headers) {
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, new Headers());
    int slash = method.lastIndexOf('/');
    return new CallSpan(
        tracer,
        tracer
            .spanBuilder(method)
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(SYSTEM, "grpc")
            .setAttribute(SERVICE, method.substring(0, Math.max(0, slash)))
            .setAttribute(METHOD, method.substring(slash + 1))
            .setAttribute(REQUEST, request)
            .startSpan());
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
    private final Instant start = Instant.now();

    private CallSpan(Tracer tracer, Span span) {
      this.tracer = tracer;
      this.span = span;
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

    void end(Status status, String client) {
      span.setAttribute(CODE, (long) status.getCode().value());
      if (!client.isEmpty()) {
        span.setAttribute(CLIENT, client);
      }
      if (!status.isOk()) {
        span.setStatus(StatusCode.ERROR, status.getCode().name());
      }
      span.end();
    }
  }

  private static final class Headers implements TextMapGetter<Metadata> {
    @Override
    public Iterable<String> keys(Metadata headers) {
      return headers.keys();
    }

    @Override
    public String get(Metadata headers, String name) {
      return headers == null
          ? null
          : headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }
  }
}
