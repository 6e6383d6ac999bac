package org.auricle.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.auricle.server.UnknownModelException;
import org.auricle.server.assistant.UnknownDomainException;

/**
 * One call that takes audio and tells what is found in it: what gRPC's threads bring goes into a
 * session, what the workers find goes back. Both happen under this object's lock, and neither waits
 * for anything.
 *
 * <p>The next message is asked for only while little audio waits to be recognised and the client
 * has read most of the answers. So a client that is faster than recognition, or that does not read,
 * is held back by HTTP/2 flow control.
 */
abstract class AudioCall<Q, R> implements StreamObserver<Q> {

  /** Enough for a worker to find some when it comes round, and no more. */
  private static final double QUEUE_SECONDS = 1;

  private final ServerCallStreamObserver<R> responses;
  private boolean over; // guarded by this, like the following
  private boolean owesRequest;

  /** A part of the work. */
  interface Step {
    void run() throws RequestException, UnknownModelException, UnknownDomainException;
  }

  /** Asks for the first message. */
  AudioCall(ServerCallStreamObserver<R> responses) {
    this.responses = responses;
    responses.disableAutoRequest();
    responses.setOnReadyHandler(() -> attempt(this::requestIfOwed));
    responses.setOnCancelHandler(this::end);
    responses.request(1);
  }

  /** A message of the client's. */
  abstract void take(Q request)
      throws RequestException, UnknownModelException, UnknownDomainException;

  /** The client has sent all of its messages. */
  abstract void finish() throws RequestException;

  /** Audio that waits to be recognised, seconds. */
  abstract double queuedSeconds();

  /** Nobody is there any more: everything is to be dropped. More than once does nothing. */
  abstract void drop();

  @Override
  public final void onNext(Q request) {
    attempt(
        () -> {
          take(request);
          owesRequest = true;
          requestIfOwed();
        });
  }

  @Override
  public final void onCompleted() {
    attempt(this::finish);
  }

  /** The client has gone; the cancel handler says the same. */
  @Override
  public final void onError(Throwable failure) {
    end();
  }

  private synchronized void end() {
    over = true;
    drop();
  }

  /** Does something if the call is not over; if that fails, so does the call. */
  final synchronized void attempt(Step step) {
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

  /** Some of the audio that waited has been taken. In a step. */
  final void requestIfOwed() {
    if (owesRequest && responses.isReady() && queuedSeconds() < QUEUE_SECONDS) {
      owesRequest = false;
      responses.request(1);
    }
  }

  /** Tells the client something. In a step. */
  final void send(R response) {
    responses.onNext(response);
  }

  /** All has been told. In a step. */
  final void complete() {
    over = true;
    responses.onCompleted();
  }

  /** It ends here. In a step. */
  final void fail(Throwable failure) {
    over = true;
    responses.onError(StatusMapper.map(failure));
  }
}
