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

/**
 * Gives each call of gRPC an id, which its client finds in the trailer {@value
 * CallJournal#REQUEST_ID_HEADER} and in the description of an error, and has its end written down.
 * Costs nothing per message.
 */
public final class CallObserver implements ServerInterceptor {
  private static final Metadata.Key<String> REQUEST_ID =
      Metadata.Key.of(CallJournal.REQUEST_ID_HEADER, Metadata.ASCII_STRING_MARSHALLER);

  private final CallJournal journal;

  /** Observes for a journal. */
  public CallObserver(CallJournal journal) {
    this.journal = journal;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    CallJournal.Entry entry =
        journal.grpc(
            call.getMethodDescriptor().getFullMethodName(),
            name -> headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
    Context context = Context.current().withValue(CallRecord.CURRENT, entry.record());
    return new Cancelled<>(
        Contexts.interceptCall(context, new Observed<>(call, entry), headers, next), entry);
  }

  private static final class Observed<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final CallJournal.Entry entry;

    Observed(ServerCall<Q, R> call, CallJournal.Entry entry) {
      super(call);
      this.entry = entry;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      entry.end(status);
      trailers.put(REQUEST_ID, entry.record().id());
      super.close(
          status.isOk()
              ? status
              : status.withDescription(described(status) + "(request " + entry.record().id() + ")"),
          trailers);
    }
  }

  private static String described(Status status) {
    return status.getDescription() == null ? "" : status.getDescription() + " ";
  }

  private static final class Cancelled<Q> extends SimpleForwardingServerCallListener<Q> {
    private final CallJournal.Entry entry;

    Cancelled(ServerCall.Listener<Q> listener, CallJournal.Entry entry) {
      super(listener);
      this.entry = entry;
    }

    @Override
    public void onCancel() {
      try {
        super.onCancel();
      } finally {
        entry.end(Status.CANCELLED);
      }
    }
  }
}
