package org.auricle.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;
import org.auricle.server.UnknownModelException;
import org.auricle.server.telemetry.CallRecord;

/** One StreamingRecognize call. */
final class StreamingCall extends AudioCall<StreamingRecognizeRequest, StreamingRecognizeResponse> {
  private final StreamingSession session;

  StreamingCall(
      StreamingSession session, ServerCallStreamObserver<StreamingRecognizeResponse> responses) {
    super(responses);
    this.session = session;
  }

  @Override
  void take(StreamingRecognizeRequest request) throws RequestException, UnknownModelException {
    session.accept(request, Answers::new);
  }

  @Override
  void finish() throws RequestException {
    session.finish();
  }

  @Override
  double queuedSeconds() {
    return session.queuedSeconds();
  }

  @Override
  void drop() {
    session.cancel();
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
      attempt(() -> send(StreamingResponses.of(event, request)));
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
      attempt(StreamingCall.this::complete);
    }

    @Override
    public void onError(Throwable failure) {
      attempt(() -> fail(failure));
    }
  }
}
