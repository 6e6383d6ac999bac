package org.auricle.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;

/**
 * One StreamingRecognize call: carries messages from gRPC's threads to the workers, one after the
 * other, and answers back.
 *
 * <p>The next message is asked for only when the one before has been processed and the client has
 * read most of the answers. So at most one message waits in memory, and a client that is faster
 * than recognition, or that does not read, is held back by HTTP/2 flow control.
 *
 * <p>gRPC calls an observer's methods and handlers one at a time; here they only append to {@code
 * tail}. All else happens in the appended steps, which run one at a time as well.
 */
final class StreamingCall implements StreamObserver<StreamingRecognizeRequest> {
  private final ServerCallStreamObserver<StreamingRecognizeResponse> responses;
  private final Executor workers;
  private CompletableFuture<Void> tail = CompletableFuture.completedFuture(null);

  // Touched by steps only.
  private Optional<StreamingSession> session; // empty when the call is over
  private boolean owesRequest;

  /** A part of the work. */
  private interface Step {
    void run(StreamingSession session) throws RequestException;
  }

  StreamingCall(
      StreamingSession session,
      ServerCallStreamObserver<StreamingRecognizeResponse> responses,
      Executor workers) {
    this.session = Optional.of(session);
    this.responses = responses;
    this.workers = workers;
    responses.disableAutoRequest();
    responses.setOnReadyHandler(() -> append(open -> requestIfOwed()));
    responses.setOnCancelHandler(this::end);
    responses.request(1);
  }

  @Override
  public void onNext(StreamingRecognizeRequest request) {
    append(
        open -> {
          open.accept(request);
          owesRequest = true;
          requestIfOwed();
        });
  }

  @Override
  public void onCompleted() {
    append(
        open -> {
          open.finish();
          session = Optional.empty();
          responses.onCompleted();
        });
  }

  /** The client has gone; the cancel handler says the same. */
  @Override
  public void onError(Throwable failure) {
    end();
  }

  private void end() {
    append(open -> session = Optional.empty());
  }

  private void append(Step step) {
    tail = tail.thenRunAsync(() -> run(step), workers);
  }

  private void run(Step step) {
    if (responses.isCancelled()) {
      session = Optional.empty();
    }
    if (session.isEmpty()) {
      return;
    }
    try {
      step.run(session.get());
    } catch (Throwable e) { // an Error, too: otherwise the client would wait for ever
      session = Optional.empty();
      responses.onError(StatusMapper.map(e));
    }
  }

  private void requestIfOwed() {
    if (owesRequest && responses.isReady()) {
      owesRequest = false;
      responses.request(1);
    }
  }
}
