package org.auricle.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;
import org.auricle.server.UnknownModelException;
import org.auricle.server.telemetry.CallRecord;

/**
 * One StreamingRecognize call: what gRPC's threads bring goes into the session, what the workers
 * find goes back. Both happen under this object's lock, and neither waits for anything.
 *
 * <p>The next message is asked for only while little audio waits to be recognised and the client
 * has read most of the answers. So a client that is faster than recognition, or that does not read,
 * is held back by HTTP/2 flow control.
 */
final class StreamingCall implements StreamObserver<StreamingRecognizeRequest> {

  /** Enough for a worker to find some when it comes round, and no more. */
  private static final double QUEUE_SECONDS = 1;

  private final StreamingSession session;
  private final ServerCallStreamObserver<StreamingRecognizeResponse> responses;
  private boolean over; // guarded by this, like the following
  private boolean owesRequest;

  /** A part of the work. */
  private interface Step {
    void run() throws RequestException, UnknownModelException;
  }

  StreamingCall(
      StreamingSession session, ServerCallStreamObserver<StreamingRecognizeResponse> responses) {
    this.session = session;
    this.responses = responses;
    responses.disableAutoRequest();
    responses.setOnReadyHandler(() -> attempt(this::requestIfOwed));
    responses.setOnCancelHandler(this::end);
    responses.request(1);
  }

  @Override
  public void onNext(StreamingRecognizeRequest request) {
    attempt(
        () -> {
          session.accept(request, Answers::new);
          owesRequest = true;
          requestIfOwed();
        });
  }

  @Override
  public void onCompleted() {
    attempt(session::finish);
  }

  /** The client has gone; the cancel handler says the same. */
  @Override
  public void onError(Throwable failure) {
    end();
  }

  private synchronized void end() {
    over = true;
    session.cancel();
  }

  private synchronized void attempt(Step step) {
    if (over) {
      return;
    }
    if (responses.isCancelled()) {
      end();
      return;
    }
    try {
      step.run();
    } catch (Throwable e) { // an Error, too: otherwise the client would wait for ever
      end();
      responses.onError(StatusMapper.map(e));
    }
  }

  private void requestIfOwed() {
    if (owesRequest && responses.isReady() && session.queuedSeconds() < QUEUE_SECONDS) {
      owesRequest = false;
      responses.request(1);
    }
  }

  /** What the workers find, on its way to the client. */
  private final class Answers implements LiveListener {
    private final RequestedStream request;
    private final CallRecord record = CallRecord.CURRENT.get();

    Answers(RequestedStream request) {
      this.request = request;
    }

    @Override
    public void onEvent(LiveEvent event) {
      if (event instanceof LiveEvent.Final last) {
        record.utterance(last);
      }
      attempt(() -> responses.onNext(StreamingResponses.of(event, request)));
    }

    @Override
    public void onConsumed() {
      attempt(StreamingCall.this::requestIfOwed);
    }

    @Override
    public void onReleased() {
      request.close();
    }

    @Override
    public void onCompleted() {
      attempt(
          () -> {
            over = true;
            responses.onCompleted();
          });
    }

    @Override
    public void onError(Throwable failure) {
      attempt(
          () -> {
            over = true;
            responses.onError(StatusMapper.map(failure));
          });
    }
  }
}
