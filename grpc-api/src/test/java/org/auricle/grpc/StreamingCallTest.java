package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.grpc.v1.StreamingRecognitionConfig;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flow control and threads, one step at a time. */
class StreamingCallTest {
  private static final StreamingRecognizeRequest CONFIG =
      StreamingRecognizeRequest.newBuilder()
          .setConfig(
              StreamingRecognitionConfig.newBuilder()
                  .setConfig(RunningServer.linear16(16000))
                  .setInterimResults(true))
          .build();
  private static final StreamingRecognizeRequest AUDIO =
      StreamingRecognizeRequest.newBuilder()
          .setAudio(ToneAlphabet.linear16(ToneAlphabet.speak("a", 16000)))
          .build();

  private final Recognizer recognizer = ToneModel.recognizer();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final Client client = new Client();
  private final StreamingCall call =
      new StreamingCall(
          new StreamingSession(
              new ServedModels(List.of(new ServedModel("beeps", recognizer))), 10, client::onNext),
          client,
          work::add);

  @AfterEach
  void close() {
    recognizer.close();
  }

  private void doAllWork() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  @Test
  void asksForAMessageOnlyWhenTheOneBeforeIsDone() {
    assertThat(client.asked).isEqualTo(1);
    call.onNext(CONFIG);
    assertThat(client.asked).isEqualTo(1);
    doAllWork();
    assertThat(client.asked).isEqualTo(2);
    call.onNext(AUDIO);
    assertThat(client.asked).isEqualTo(2);
    doAllWork();
    assertThat(client.asked).isEqualTo(3);
  }

  @Test
  void asksForNothingWhileTheClientDoesNotRead() {
    client.ready = false;
    call.onNext(CONFIG);
    doAllWork();
    assertThat(client.asked).isEqualTo(1);

    client.ready = true;
    client.readyHandler.run();
    client.readyHandler.run();
    doAllWork();
    assertThat(client.asked).isEqualTo(2);
  }

  @Test
  void doesNoWorkOnTheCallersThreadAndKeepsTheOrder() {
    call.onNext(CONFIG);
    call.onNext(AUDIO);
    call.onCompleted();
    assertThat(client.responses).isEmpty();
    assertThat(work).hasSize(1);

    doAllWork();
    assertThat(client.responses).hasSize(2);
    assertThat(client.responses.get(1).getResults(0).getIsFinal()).isTrue();
    assertThat(client.completed).isTrue();
  }

  @Test
  void dropsWhatWaitsWhenTheClientCancels() {
    call.onNext(CONFIG);
    doAllWork();
    call.onNext(AUDIO);
    client.cancelled = true;
    client.cancelHandler.run();
    call.onError(Status.CANCELLED.asRuntimeException());
    doAllWork();

    assertThat(client.responses).isEmpty();
    assertThat(client.asked).isEqualTo(2);
    assertThat(client.failure).isNull();
  }

  @Test
  void answersNothingAfterAnError() {
    call.onNext(AUDIO);
    call.onNext(CONFIG);
    call.onCompleted();
    doAllWork();

    assertThat(Status.fromThrowable(client.failure).getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(client.responses).isEmpty();
    assertThat(client.completed).isFalse();
  }

  /** gRPC's side of the call. */
  private static final class Client extends ServerCallStreamObserver<StreamingRecognizeResponse> {
    final List<StreamingRecognizeResponse> responses = new ArrayList<>();
    int asked;
    boolean ready = true;
    boolean cancelled;
    boolean completed;
    Throwable failure;
    Runnable readyHandler = () -> {};
    Runnable cancelHandler = () -> {};

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      cancelHandler = handler;
    }

    @Override
    public void setCompression(String compression) {}

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      readyHandler = handler;
    }

    @Override
    public void request(int count) {
      asked += count;
    }

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void disableAutoRequest() {}

    @Override
    public void onNext(StreamingRecognizeResponse response) {
      responses.add(response);
    }

    @Override
    public void onError(Throwable t) {
      failure = t;
    }

    @Override
    public void onCompleted() {
      completed = true;
    }
  }
}
