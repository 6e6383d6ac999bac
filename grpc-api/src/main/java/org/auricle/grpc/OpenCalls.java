package org.auricle.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.auricle.engine.live.OverloadedException;

/**
 * The calls in progress. Refuses those beyond a number, before any of their messages is read, ends
 * those whose client says nothing for too long, and can end them all. Thread-safe.
 */
final class OpenCalls implements ServerInterceptor, AutoCloseable {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int LOOKS_PER_TIMEOUT = 10;

  private final int maxCalls;
  private final Duration idleTimeout;
  private final LongSupplier nanoTime;
  private final Semaphore free;
  private final Set<OpenCall<?, ?>> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(OpenCalls::daemon);

  OpenCalls(int maxCalls, Duration idleTimeout) {
    this(maxCalls, idleTimeout, System::nanoTime);
    if (!idleTimeout.isZero()) {
      long period = Math.max(1_000_000, idleTimeout.toNanos() / LOOKS_PER_TIMEOUT);
      watch.scheduleWithFixedDelay(this::endIdle, period, period, TimeUnit.NANOSECONDS);
    }
  }

  /** Looks for idle calls when it is told to, not by itself. */
  OpenCalls(int maxCalls, Duration idleTimeout, LongSupplier nanoTime) {
    this.maxCalls = maxCalls;
    this.idleTimeout = idleTimeout;
    this.nanoTime = nanoTime;
    this.free = new Semaphore(maxCalls);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "auricle-idle-calls");
    thread.setDaemon(true);
    return thread;
  }

  int open() {
    return open.size();
  }

  /**
   * Ends all calls. gRPC's own way of doing so tells clients CANCELLED, as if they had done it
   * themselves.
   */
  void endAll(Status status) {
    open.forEach(call -> call.end(status));
  }

  /** Ends calls that have waited for a message for longer than the timeout. */
  void endIdle() {
    long now = nanoTime.getAsLong();
    for (OpenCall<?, ?> call : open) {
      if (call.waits && now - call.since > idleTimeout.toNanos()) {
        String seconds = idleTimeout.toMillis() / 1000.0 + " s";
        call.end(
            Status.DEADLINE_EXCEEDED.withDescription(
                "no message for " + seconds + " (expected: one at least every " + seconds + ")"));
      }
    }
  }

  /** Ends the watch for idle calls. */
  @Override
  public void close() {
    watch.shutdownNow();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!free.tryAcquire()) {
      StatusRuntimeException refusal =
          StatusMapper.map(
              new OverloadedException(
                  "calls in progress: "
                      + maxCalls
                      + ", the most this server takes; try again later",
                  RETRY_AFTER));
      call.close(refusal.getStatus(), refusal.getTrailers());
      return new ServerCall.Listener<>() {};
    }
    OpenCall<Q, R> admitted = new OpenCall<>(call);
    open.add(admitted);
    try {
      return new OpenCallListener<>(next.startCall(admitted, headers), admitted);
    } catch (RuntimeException | Error e) {
      release(admitted);
      throw e;
    }
  }

  private void release(OpenCall<?, ?> call) {
    if (open.remove(call)) {
      free.release();
    }
  }

  /** Lets {@link #endAll} come between the steps of whoever answers; what follows is dropped. */
  private final class OpenCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private volatile boolean waits; // for a message of the client's
    private volatile long since; // nanoseconds
    private volatile boolean ended; // by us, not by whoever answers
    private boolean closed;

    OpenCall(ServerCall<Q, R> call) {
      super(call);
    }

    void end(Status status) {
      ended = true;
      close(status, new Metadata());
    }

    @Override
    public void request(int messages) {
      since = nanoTime.getAsLong();
      waits = true;
      super.request(messages);
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
      if (!closed) {
        super.sendHeaders(headers);
      }
    }

    @Override
    public synchronized void sendMessage(R message) {
      if (!closed) {
        super.sendMessage(message);
      }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
      if (!closed) {
        closed = true;
        release(this); // before the client learns of the end, so that it can call again at once
        super.close(status, trailers);
      }
    }
  }

  /** Notes what comes, and frees the place of a client that goes away. */
  private final class OpenCallListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final OpenCall<?, ?> call;

    OpenCallListener(ServerCall.Listener<Q> listener, OpenCall<?, ?> call) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      call.waits = false; // until the next is asked for
      try {
        super.onMessage(message);
      } catch (StatusRuntimeException e) { // from parsing; gRPC itself would say UNKNOWN
        call.end(Status.INVALID_ARGUMENT.withDescription("a message that is not protobuf"));
      }
    }

    /** Whoever answers a call that we have ended has to drop it. */
    @Override
    public void onComplete() {
      if (call.ended) {
        super.onCancel();
      } else {
        super.onComplete();
      }
    }

    @Override
    public void onHalfClose() {
      call.waits = false;
      super.onHalfClose();
    }

    @Override
    public void onCancel() {
      try {
        super.onCancel();
      } finally {
        release(call);
      }
    }
  }
}
