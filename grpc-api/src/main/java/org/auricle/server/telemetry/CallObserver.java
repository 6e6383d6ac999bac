package org.auricle.server.telemetry;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives each call an id, which its client finds in the trailer {@value #REQUEST_ID_HEADER} and in
 * the description of an error, and has its end counted, logged and traced. Costs nothing per
 * message.
 */
public final class CallObserver implements ServerInterceptor {
  /** A client may bring an id of its own. */
  static final String REQUEST_ID_HEADER = "x-request-id";

  private static final System.Logger LOG = System.getLogger("org.auricle.calls");
  private static final Metadata.Key<String> REQUEST_ID =
      Metadata.Key.of(REQUEST_ID_HEADER, Metadata.ASCII_STRING_MARSHALLER);
  private static final int MAX_ID = 100; // characters
  private static final double NANOS = 1e9;

  private final Optional<Meters> meters;
  private final Optional<Tracing> tracing;
  private final boolean logCalls;
  private final boolean logTranscripts;

  /**
   * Observes.
   *
   * @param logCalls whether to write a line for each call
   * @param logTranscripts whether it holds what was understood
   */
  public CallObserver(
      Optional<Meters> meters,
      Optional<Tracing> tracing,
      boolean logCalls,
      boolean logTranscripts) {
    this.meters = meters;
    this.tracing = tracing;
    this.logCalls = logCalls;
    this.logTranscripts = logTranscripts;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String id = id(headers);
    String method = call.getMethodDescriptor().getFullMethodName();
    Optional<Tracing.CallSpan> span = tracing.map(t -> t.begin(method, id, headers));
    CallRecord record = new CallRecord(id, method, logTranscripts, span);
    Context context = Context.current().withValue(CallRecord.CURRENT, record);
    End end = new End(record, span);
    return new Cancelled<>(
        Contexts.interceptCall(context, new Observed<>(call, end), headers, next), end);
  }

  private static String id(Metadata headers) {
    String theirs = headers.get(REQUEST_ID);
    if (theirs != null && theirs.length() <= MAX_ID && theirs.matches("[\\w.:/+=-]+")) {
      return theirs;
    }
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** The end of a call, which comes once. */
  private final class End {
    private final CallRecord record;
    private final Optional<Tracing.CallSpan> span;
    private final long start = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();

    End(CallRecord record, Optional<Tracing.CallSpan> span) {
      this.record = record;
      this.span = span;
    }

    void at(Status status) {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      long nanos = System.nanoTime() - start;
      String code = status.getCode().name();
      meters.ifPresent(m -> m.onCall(record.method(), code, nanos));
      span.ifPresent(s -> s.end(status, record.client()));
      if (logCalls) {
        LOG.log(
            System.Logger.Level.INFO,
            "{0}",
            new LogFields(
                record.fields(code, Optional.ofNullable(status.getDescription()), nanos / NANOS)));
      }
    }
  }

  private static final class Observed<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final End end;

    Observed(ServerCall<Q, R> call, End end) {
      super(call);
      this.end = end;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      end.at(status);
      trailers.put(REQUEST_ID, end.record.id());
      super.close(
          status.isOk()
              ? status
              : status.withDescription(described(status) + "(request " + end.record.id() + ")"),
          trailers);
    }
  }

  private static String described(Status status) {
    return status.getDescription() == null ? "" : status.getDescription() + " ";
  }

  private static final class Cancelled<Q> extends SimpleForwardingServerCallListener<Q> {
    private final End end;

    Cancelled(ServerCall.Listener<Q> listener, End end) {
      super(listener);
      this.end = end;
    }

    @Override
    public void onCancel() {
      try {
        super.onCancel();
      } finally {
        end.at(Status.CANCELLED);
      }
    }
  }
}
