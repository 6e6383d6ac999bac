package org.auricle.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The calls in progress. Refuses those beyond a number, before any of their messages is read, and
 * can end them all. Thread-safe.
 */
final class OpenCalls implements ServerInterceptor {
  private final int maxCalls;
  private final Semaphore free;
  private final Set<OpenCall<?, ?>> open = ConcurrentHashMap.newKeySet();

  OpenCalls(int maxCalls) {
    this.maxCalls = maxCalls;
    this.free = new Semaphore(maxCalls);
  }

  /**
   * Ends all calls. gRPC's own way of doing so tells clients CANCELLED, as if they had done it
   * themselves.
   */
  void endAll(Status status) {
    for (OpenCall<?, ?> call : open) {
      call.close(status, new Metadata());
    }
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!free.tryAcquire()) {
      call.close(
          Status.RESOURCE_EXHAUSTED.withDescription(
              "calls in progress: " + maxCalls + ", the most this server takes; try again later"),
          new Metadata());
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
    private boolean closed;

    OpenCall(ServerCall<Q, R> call) {
      super(call);
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

  /** Frees the place of a client that goes away. */
  private final class OpenCallListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final OpenCall<?, ?> call;

    OpenCallListener(ServerCall.Listener<Q> listener, OpenCall<?, ?> call) {
      super(listener);
      this.call = call;
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
