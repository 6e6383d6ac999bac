package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.LiveStream;
import org.auricle.engine.live.OverloadedException;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
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
  private final Client client = new Client();
  private final Live live = new Live();
  private final StreamingCall call =
      new StreamingCall(
          new StreamingSession(
              new ServedModels(List.of(new ServedModel("beeps", recognizer))), 10, live::open),
          client);

  @AfterEach
  void close() {
    recognizer.close();
  }

  private static LiveEvent.Final said(String text) {
    Transcript transcript =
        new Transcript(List.of(new Transcript.Alternative(text, List.of(), 1, 0)), 1);
    return new LiveEvent.Final(0, 0, 1, transcript, LiveEvent.Cause.END_OF_AUDIO, 1);
  }

  @Test
  void asksForMessagesWhileLittleAudioWaits() {
    assertThat(client.asked).isEqualTo(1);
    call.onNext(CONFIG);
    assertThat(client.asked).isEqualTo(2);
    live.queued = 0.9;
    call.onNext(AUDIO);
    assertThat(client.asked).isEqualTo(3);
    live.queued = 1.1;
    call.onNext(AUDIO);
    assertThat(client.asked).isEqualTo(3);
    live.listener.onConsumed();
    assertThat(client.asked).isEqualTo(3);
    live.queued = 0.6;
    live.listener.onConsumed();
    live.listener.onConsumed();
    assertThat(client.asked).isEqualTo(4);
    assertThat(live.samples).isEqualTo(2L * AUDIO.getAudio().size() / 2);
  }

  @Test
  void asksForNothingWhileTheClientDoesNotRead() {
    client.ready = false;
    call.onNext(CONFIG);
    live.listener.onConsumed();
    assertThat(client.asked).isEqualTo(1);

    client.ready = true;
    client.readyHandler.run();
    client.readyHandler.run();
    assertThat(client.asked).isEqualTo(2);
  }

  @Test
  void theEndComesWhenAllHasBeenRecognised() {
    call.onNext(CONFIG);
    call.onNext(AUDIO);
    call.onCompleted();
    assertThat(live.finished).isTrue();
    assertThat(client.completed).isFalse();

    live.listener.onEvent(said("a"));
    live.listener.onCompleted();
    assertThat(client.responses).hasSize(1);
    assertThat(client.responses.get(0).getResults(0).getIsFinal()).isTrue();
    assertThat(client.completed).isTrue();
    assertThat(live.cancelled).isFalse();
  }

  @Test
  void dropsEverythingWhenTheClientCancels() {
    call.onNext(CONFIG);
    call.onNext(AUDIO);
    int asked = client.asked;
    client.cancelled = true;
    client.cancelHandler.run();
    call.onError(Status.CANCELLED.asRuntimeException());
    live.listener.onEvent(said("a"));
    live.listener.onConsumed();
    call.onNext(AUDIO);

    assertThat(live.cancelled).isTrue();
    assertThat(client.responses).isEmpty();
    assertThat(client.asked).isEqualTo(asked);
    assertThat(client.failure).isNull();
  }

  @Test
  void answersNothingAfterAnError() {
    call.onNext(AUDIO);
    call.onNext(CONFIG);
    call.onCompleted();

    assertThat(Status.fromThrowable(client.failure).getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(client.responses).isEmpty();
    assertThat(client.completed).isFalse();
    assertThat(live.listener).isNull();
  }

  @Test
  void anErrorOfTheClientsEndsTheStream() {
    call.onNext(CONFIG);
    call.onNext(CONFIG);

    assertThat(Status.fromThrowable(client.failure).getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(live.cancelled).isTrue();
  }

  @Test
  void whoIsTooManyIsToldWhenToTryAgain() throws Exception {
    live.refusal = new OverloadedException("streams: 1", Duration.ofMillis(1500));
    call.onNext(CONFIG);

    com.google.rpc.Status status = StatusProto.fromThrowable(client.failure);
    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED.value());
    assertThat(status.getMessage()).isEqualTo("streams: 1");
    RetryInfo hint = status.getDetails(0).unpack(RetryInfo.class);
    assertThat(hint.getRetryDelay().getSeconds()).isEqualTo(1);
    assertThat(hint.getRetryDelay().getNanos()).isEqualTo(500_000_000);
    assertThat(Status.trailersFromThrowable(client.failure).keys())
        .contains("grpc-retry-pushback-ms");
  }

  /** The scheduler's side of the call. */
  private static final class Live implements LiveStream {
    LiveListener listener;
    OverloadedException refusal;
    double queued;
    long samples;
    boolean finished;
    boolean cancelled;

    LiveStream open(Recognizer recognizer, LiveOptions options, LiveListener hears) {
      if (refusal != null) {
        throw refusal;
      }
      listener = hears;
      return this;
    }

    @Override
    public void accept(float[] chunk, int offset, int length) {
      samples += length;
    }

    @Override
    public void ask(DecodeRequest request) {}

    @Override
    public double queuedSeconds() {
      return queued;
    }

    @Override
    public void finish() {
      finished = true;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
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
