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
import org.auricle.grpc.v1.RecognitionConfig;
import org.auricle.grpc.v1.SpeechGrpc;
import org.auricle.grpc.v1.StreamingRecognitionConfig;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;

/** The client's side of one stream, with answers to wait for. */
public final class TestStream
    implements ClientResponseObserver<StreamingRecognizeRequest, StreamingRecognizeResponse> {
  public static final int TIMEOUT_SECONDS = 20;

  private final BlockingQueue<StreamingRecognizeResponse> responses = new LinkedBlockingQueue<>();
  private final CompletableFuture<Boolean> answered = new CompletableFuture<>();
  private final CompletableFuture<Status> status = new CompletableFuture<>();
  private ClientCallStreamObserver<StreamingRecognizeRequest> requests;

  private TestStream() {}

  public static TestStream open(Channel channel) {
    TestStream stream = new TestStream();
    var unused = SpeechGrpc.newStub(channel).streamingRecognize(stream);
    return stream;
  }

  public TestStream config(RecognitionConfig.Builder config, boolean interimResults) {
    return send(
        StreamingRecognizeRequest.newBuilder()
            .setConfig(
                StreamingRecognitionConfig.newBuilder()
                    .setConfig(config)
                    .setInterimResults(interimResults))
            .build());
  }

  public TestStream audio(ByteString bytes) {
    return send(StreamingRecognizeRequest.newBuilder().setAudio(bytes).build());
  }

  /** Sends in chunks of the sizes given, again and again. */
  public TestStream audio(ByteString bytes, int... sizes) {
    int from = 0;
    for (int i = 0; from < bytes.size(); i++) {
      int to = Math.min(bytes.size(), from + sizes[i % sizes.length]);
      audio(bytes.substring(from, to));
      from = to;
    }
    return this;
  }

  public TestStream send(StreamingRecognizeRequest request) {
    requests.onNext(request);
    return this;
  }

  public TestStream halfClose() {
    requests.onCompleted();
    return this;
  }

  public void cancel() {
    requests.cancel("enough", null);
  }

  public StreamingRecognizeResponse next() throws Exception {
    StreamingRecognizeResponse response = responses.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    assertThat(response).as("a response").isNotNull();
    return response;
  }

  /** Waits for a response or the end, whichever comes first; whether it was a response. */
  public boolean hasAnswer() throws Exception {
    return answered.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  public Status status() throws Exception {
    return status.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /** All responses of a stream that ends well. */
  public List<StreamingRecognizeResponse> toTheEnd() throws Exception {
    assertThat(status()).as("status").isEqualTo(Status.OK);
    List<StreamingRecognizeResponse> all = new ArrayList<>();
    responses.drainTo(all);
    return all;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<StreamingRecognizeRequest> stream) {
    requests = stream;
  }

  @Override
  public void onNext(StreamingRecognizeResponse response) {
    responses.add(response);
    answered.complete(true);
  }

  @Override
  public void onError(Throwable failure) {
    status.complete(Status.fromThrowable(failure));
    answered.complete(false);
  }

  @Override
  public void onCompleted() {
    status.complete(Status.OK);
    answered.complete(false);
  }
}
