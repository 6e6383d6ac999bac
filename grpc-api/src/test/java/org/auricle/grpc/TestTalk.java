package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.auricle.engine.audio.AudioClip;
import org.auricle.grpc.v1.AssistantGrpc;
import org.auricle.grpc.v1.ConversationConfig;
import org.auricle.grpc.v1.ConverseRequest;
import org.auricle.grpc.v1.ConverseResponse;
import org.auricle.grpc.v1.ConverseResponse.EventCase;
import org.auricle.grpc.v1.RecognitionConfig;

/** The client's side of one conversation, with answers to wait for. */
final class TestTalk implements ClientResponseObserver<ConverseRequest, ConverseResponse> {
  static final int RATE = 16_000;

  private final BlockingQueue<ConverseResponse> responses = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> status = new CompletableFuture<>();
  private ClientCallStreamObserver<ConverseRequest> requests;

  private TestTalk() {}

  static TestTalk open(Channel channel) {
    TestTalk talk = new TestTalk();
    var unused = AssistantGrpc.newStub(channel).converse(talk);
    return talk;
  }

  static ConversationConfig.Builder config() {
    return ConversationConfig.newBuilder()
        .setEncoding(RecognitionConfig.Encoding.LINEAR16)
        .setSampleRateHertz(RATE);
  }

  TestTalk config(ConversationConfig.Builder config) {
    return send(ConverseRequest.newBuilder().setConfig(config));
  }

  /** Beeps, and a second of silence. */
  TestTalk say(String text) {
    AudioClip speech = ToneAlphabet.speak(text, RATE);
    return audio(ToneAlphabet.linear16(speech)).silence(1);
  }

  TestTalk silence(double seconds) {
    return audio(ByteString.copyFrom(new byte[2 * (int) (seconds * RATE)]));
  }

  TestTalk audio(ByteString bytes) {
    for (int from = 0; from < bytes.size(); from += RATE / 5) {
      ByteString chunk = bytes.substring(from, Math.min(bytes.size(), from + RATE / 5));
      send(ConverseRequest.newBuilder().setAudio(chunk));
    }
    return this;
  }

  TestTalk send(ConverseRequest.Builder request) {
    requests.onNext(request.build());
    return this;
  }

  TestTalk halfClose() {
    requests.onCompleted();
    return this;
  }

  ConverseResponse next() throws Exception {
    ConverseResponse response = responses.poll(TestStream.TIMEOUT_SECONDS, TimeUnit.SECONDS);
    assertThat(response).as("a response").isNotNull();
    return response;
  }

  /** The next response of a kind; others are left out. */
  ConverseResponse next(EventCase kind) throws Exception {
    ConverseResponse response = next();
    while (response.getEventCase() != kind) {
      response = next();
    }
    return response;
  }

  /** Kinds of all events to a good end, with those that are repeated once. */
  List<EventCase> toTheEnd() throws Exception {
    assertThat(status()).as("status").isEqualTo(Status.OK);
    List<EventCase> kinds = new ArrayList<>();
    for (ConverseResponse response : responses) {
      if (kinds.isEmpty() || kinds.get(kinds.size() - 1) != response.getEventCase()) {
        kinds.add(response.getEventCase());
      }
    }
    return kinds;
  }

  Status status() throws Exception {
    return status.get(TestStream.TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<ConverseRequest> stream) {
    requests = stream;
  }

  @Override
  public void onNext(ConverseResponse response) {
    responses.add(response);
  }

  @Override
  public void onError(Throwable failure) {
    status.complete(Status.fromThrowable(failure));
  }

  @Override
  public void onCompleted() {
    status.complete(Status.OK);
  }
}
