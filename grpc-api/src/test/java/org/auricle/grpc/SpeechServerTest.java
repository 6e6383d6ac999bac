package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.grpc.v1.SpeechGrpc;
import org.junit.jupiter.api.Test;

class SpeechServerTest {
  private static final int RATE = 16000;

  private static ServingStatus health(RunningServer running, String service) {
    return HealthGrpc.newBlockingStub(running.channel)
        .withDeadlineAfter(TestStream.TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  /** A stream that the server has accepted, and that has brought an interim result. */
  private static TestStream speaking(RunningServer running) throws Exception {
    TestStream stream =
        TestStream.open(running.channel)
            .config(RunningServer.linear16(RATE), true)
            .audio(ToneAlphabet.linear16(ToneAlphabet.speak("a", RATE)));
    stream.next();
    return stream;
  }

  @Test
  void reportsHealth() throws Exception {
    try (RunningServer running = new RunningServer(RunningServer.options())) {
      assertThat(health(running, "")).isEqualTo(ServingStatus.SERVING);
      assertThat(health(running, SpeechGrpc.SERVICE_NAME)).isEqualTo(ServingStatus.SERVING);
      assertThatThrownBy(() -> health(running, "no.such.Service"))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageContaining("NOT_FOUND");
    }
  }

  @Test
  void reflectionListsTheServicesAndKnowsTheApi() throws Exception {
    try (RunningServer running = new RunningServer(RunningServer.options())) {
      ServerReflectionResponse services =
          reflect(running, ServerReflectionRequest.newBuilder().setListServices("").build());
      ServerReflectionResponse file =
          reflect(
              running,
              ServerReflectionRequest.newBuilder()
                  .setFileContainingSymbol(SpeechGrpc.SERVICE_NAME)
                  .build());

      assertThat(services.getListServicesResponse().getServiceList())
          .extracting(ServiceResponse::getName)
          .contains(SpeechGrpc.SERVICE_NAME, HealthGrpc.SERVICE_NAME);
      assertThat(file.getFileDescriptorResponse().getFileDescriptorProtoList()).isNotEmpty();
    }
  }

  private static ServerReflectionResponse reflect(
      RunningServer running, ServerReflectionRequest request) throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(running.channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(request);
    requests.onCompleted();
    return answer.get(TestStream.TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void refusesMoreCallsThanItTakesUntilOneHasEnded() throws Exception {
    try (RunningServer running =
        new RunningServer(RunningServer.options().withMaxConcurrentCalls(2))) {
      TestStream first = speaking(running);
      TestStream second = speaking(running);
      Status refused = TestStream.open(running.channel).status();
      first.halfClose().toTheEnd();
      TestStream third = speaking(running); // at once: the slot is free before the client knows

      assertThat(refused.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(refused.getDescription())
          .isEqualTo("calls in progress: 2, the most this server takes; try again later");
      assertThat(second.halfClose().toTheEnd()).hasSize(1);
      assertThat(third.halfClose().toTheEnd()).hasSize(1);
    }
  }

  @Test
  void aCancelledStreamMakesRoom() throws Exception {
    try (RunningServer running =
        new RunningServer(RunningServer.options().withMaxConcurrentCalls(1))) {
      for (int round = 0; round < 20; round++) {
        TestStream stream = speakingOnceThereIsRoom(running);
        stream.cancel();
        assertThat(stream.status().getCode()).isEqualTo(Status.Code.CANCELLED);
      }
    }
  }

  /** News of a cancellation travels; until it has arrived, the server is right to refuse. */
  private static TestStream speakingOnceThereIsRoom(RunningServer running) throws Exception {
    Instant deadline = Instant.now().plusSeconds(TestStream.TIMEOUT_SECONDS);
    while (true) {
      TestStream stream =
          TestStream.open(running.channel)
              .config(RunningServer.linear16(RATE), true)
              .audio(ToneAlphabet.linear16(ToneAlphabet.speak("a", RATE)));
      if (stream.hasAnswer()) {
        return stream;
      }
      assertThat(stream.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(Instant.now()).isBefore(deadline);
    }
  }

  @Test
  void closingLetsAStreamFinish() throws Exception {
    try (RunningServer running = new RunningServer(RunningServer.options())) {
      TestStream stream = speaking(running);
      CompletableFuture<Void> closing = CompletableFuture.runAsync(running.server::close);
      awaitRefusal(running);
      stream.audio(ToneAlphabet.linear16(ToneAlphabet.speak("b", RATE))).halfClose();

      assertThat(stream.toTheEnd())
          .last()
          .extracting(r -> r.getResults(0).getAlternatives(0).getTranscript())
          .isEqualTo("ab");
      closing.get(TestStream.TIMEOUT_SECONDS, TimeUnit.SECONDS);
      running.server.awaitTermination();
    }
  }

  private static void awaitRefusal(RunningServer running) throws Exception {
    Instant deadline = Instant.now().plusSeconds(TestStream.TIMEOUT_SECONDS);
    while (TestStream.open(running.channel).halfClose().status().getCode()
        != Status.Code.UNAVAILABLE) {
      assertThat(Instant.now()).isBefore(deadline);
    }
  }

  @Test
  void endsAStreamWhoseClientSaysNothing() throws Exception {
    ServerOptions options = RunningServer.options().withIdleTimeout(Duration.ofMillis(200));
    try (RunningServer running = new RunningServer(options)) {
      assertThat(speaking(running).status())
          .satisfies(
              status -> {
                assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
                assertThat(status.getDescription())
                    .isEqualTo("no message for 0.2 s (expected: one at least every 0.2 s)");
              });
      assertThat(running.server.openCalls()).isZero();
    }
  }

  @Test
  void closingEndsAStreamThatDoesNotFinish() throws Exception {
    try (RunningServer running =
        new RunningServer(RunningServer.options().withShutdownGrace(Duration.ZERO))) {
      TestStream stream = speaking(running);
      running.server.close();

      assertThat(stream.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void saysWhyItCannotListen() throws Exception {
    try (RunningServer running = new RunningServer(RunningServer.options());
        Recognizer recognizer = ToneModel.recognizer()) {
      List<ServedModel> models = List.of(new ServedModel("beeps", recognizer));
      int taken = running.server.port();

      assertThatThrownBy(() -> SpeechServer.start(RunningServer.options().withPort(taken), models))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken + ": ");
      assertThatThrownBy(
              () -> SpeechServer.start(RunningServer.options().withHost("no host"), models))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("host: no host (expected: ");
    }
  }

  @Test
  void needsModelsWithDifferentNames() throws Exception {
    try (Recognizer recognizer = ToneModel.recognizer()) {
      ServedModel model = new ServedModel("beeps", recognizer);

      assertThatThrownBy(() -> SpeechServer.start(RunningServer.options(), List.of()))
          .hasMessage("models: 0 (expected: >= 1)");
      assertThatThrownBy(() -> SpeechServer.start(RunningServer.options(), List.of(model, model)))
          .hasMessage("model \"beeps\" is given twice");
    }
  }
}
