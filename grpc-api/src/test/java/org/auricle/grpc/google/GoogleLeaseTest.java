package org.auricle.grpc.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.rpc.ClientStream;
import com.google.api.gax.rpc.ResponseObserver;
import com.google.api.gax.rpc.StreamController;
import com.google.cloud.speech.v1.StreamingRecognitionConfig;
import com.google.cloud.speech.v1.StreamingRecognizeRequest;
import com.google.cloud.speech.v1.StreamingRecognizeResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;
import org.auricle.grpc.ToneModel;
import org.auricle.server.http.ToneRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is its streams' as long as a worker is at one of them, also when the client has gone. */
class GoogleLeaseTest {

  /** Keeps whoever uses it until it is let go. */
  private static final class Stuck implements VoiceActivityDetector {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);

    @Override
    public VoiceProbabilities newProbabilities(int sampleRateHz) {
      return new VoiceProbabilities() {
        @Override
        public double windowSeconds() {
          return 0.02;
        }

        @Override
        public float[] accept(float[] samples, int offset, int length) {
          begun.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new float[0];
        }

        @Override
        public float[] finish() {
          return new float[0];
        }
      };
    }

    @Override
    public void close() {}
  }

  /** What comes of a stream that is cancelled. */
  private static final class Client implements ResponseObserver<StreamingRecognizeResponse> {
    final CompletableFuture<StreamController> controller = new CompletableFuture<>();

    @Override
    public void onStart(StreamController its) {
      controller.complete(its);
    }

    @Override
    public void onResponse(StreamingRecognizeResponse response) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  @Test
  void aModelIsNotGivenBackWhileAWorkerUsesIt(@TempDir Path folder) throws Exception {
    Stuck stuck = new Stuck();
    try (GoogleServer server =
        new GoogleServer(
            new ToneRegistry(ToneModel.recognizer(Optional.of(stuck))),
            folder,
            GoogleOptions.DEFAULT)) {
      Client client = new Client();
      ClientStream<StreamingRecognizeRequest> requests =
          server.client.streamingRecognizeCallable().splitCall(client);
      requests.send(
          StreamingRecognizeRequest.newBuilder()
              .setStreamingConfig(
                  StreamingRecognitionConfig.newBuilder().setConfig(Spoken.linear16()))
              .build());
      requests.send(
          StreamingRecognizeRequest.newBuilder().setAudioContent(Spoken.pcm("ab")).build());
      assertThat(stuck.begun.await(20, TimeUnit.SECONDS)).isTrue();

      client.controller.get().cancel();
      while (server.scheduler.openStreams() > 0) {
        Thread.yield();
      }
      assertThat(server.models.leases).hasValue(1);

      stuck.go.countDown();
      server.models.awaitReturn();
    } finally {
      stuck.go.countDown();
    }
  }
}
