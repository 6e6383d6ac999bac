package org.auricle.server.telemetry;

import io.grpc.Status;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.auricle.server.telemetry.Tracing.Protocol;

/** Has the calls of all doors counted, logged and traced. Thread-safe. */
public final class CallJournal {
  /** A client may bring an id of its own, and finds the call's in the header of this name. */
  public static final String REQUEST_ID_HEADER = "x-request-id";

  /** Of calls that nobody wants to know of. */
  public static final CallJournal NONE =
      new CallJournal(Optional.empty(), Optional.empty(), false, false);

  private static final System.Logger LOG = System.getLogger("org.auricle.calls");
  private static final int MAX_ID = 100; // characters
  private static final int FIRST_FAILURE = 400; // of HTTP's status
  private static final double NANOS = 1e9;

  private final Optional<Meters> meters;
  private final Optional<Tracing> tracing;
  private final boolean logCalls;
  private final boolean logTranscripts;

  /**
   * A journal.
   *
   * @param logCalls whether to write a line for each call
   * @param logTranscripts whether it holds what was understood
   */
  public CallJournal(
      Optional<Meters> meters,
      Optional<Tracing> tracing,
      boolean logCalls,
      boolean logTranscripts) {
    this.meters = meters;
    this.tracing = tracing;
    this.logCalls = logCalls;
    this.logTranscripts = logTranscripts;
  }

  /**
   * A call over HTTP begins.
   *
   * @param method of HTTP, or {@code websocket}
   * @param route one of the server's own paths: there are figures for each
   * @param headers values by name, null for none
   */
  public Entry http(String method, String route, UnaryOperator<String> headers) {
    return begin(Protocol.HTTP, method + " " + route, headers);
  }

  /** A call of gRPC begins. */
  Entry grpc(String method, UnaryOperator<String> headers) {
    return begin(Protocol.GRPC, method, headers);
  }

  private Entry begin(Protocol protocol, String method, UnaryOperator<String> headers) {
    String id = id(headers.apply(REQUEST_ID_HEADER));
    Optional<Tracing.CallSpan> span = tracing.map(t -> t.begin(protocol, method, id, headers));
    return new Entry(new CallRecord(id, method, logTranscripts, span), span);
  }

  private static String id(String theirs) {
    if (theirs != null && theirs.length() <= MAX_ID && theirs.matches("[\\w.:/+=-]+")) {
      return theirs;
    }
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** A call. Its end comes once; what comes after that does nothing. */
  public final class Entry {
    private final CallRecord record;
    private final Optional<Tracing.CallSpan> span;
    private final long start = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();

    private Entry(CallRecord record, Optional<Tracing.CallSpan> span) {
      this.record = record;
      this.span = span;
    }

    /** What is found out about it while it lasts. */
    public CallRecord record() {
      return record;
    }

    /** Ends a call of gRPC. */
    void end(Status status) {
      Optional<String> problem = Optional.ofNullable(status.getDescription());
      end(status.getCode().name(), status.getCode().value(), status.isOk(), problem);
    }

    /**
     * Ends a call over HTTP.
     *
     * @param problem what the client was told of it, if something was wrong
     */
    public void end(int status, Optional<String> problem) {
      end(Integer.toString(status), status, status < FIRST_FAILURE, problem);
    }

    private void end(String status, int number, boolean ok, Optional<String> problem) {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      long nanos = System.nanoTime() - start;
      meters.ifPresent(m -> m.onCall(record.method(), status, nanos));
      span.ifPresent(s -> s.end(status, number, ok, record.client()));
      if (logCalls) {
        LOG.log(
            System.Logger.Level.INFO,
            "{0}",
            new LogFields(record.fields(status, problem, nanos / NANOS)));
      }
    }
  }
}
