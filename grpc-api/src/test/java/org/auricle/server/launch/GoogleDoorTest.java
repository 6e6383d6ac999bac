package org.auricle.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.speech.v1.LongRunningRecognizeRequest;
import com.google.cloud.speech.v1.LongRunningRecognizeResponse;
import com.google.cloud.speech.v1.RecognitionAudio;
import com.google.cloud.speech.v1.RecognitionConfig;
import com.google.cloud.speech.v1.RecognizeRequest;
import com.google.cloud.speech.v1.SpeechGrpc;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.grpc.ToneAlphabet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's services as a part of the server. */
class GoogleDoorTest {
  private static final RecognitionConfig CONFIG =
      RecognitionConfig.newBuilder()
          .setEncoding(RecognitionConfig.AudioEncoding.LINEAR16)
          .setSampleRateHertz(TestServer.RATE)
          .setLanguageCode("en-US")
          .build();
  private static final RecognitionAudio AUDIO =
      RecognitionAudio.newBuilder()
          .setContent(ToneAlphabet.linear16(ToneAlphabet.speak("abc", TestServer.RATE)))
          .build();

  @TempDir private Path folder;

  private static String said(ManagedChannel channel) {
    return SpeechGrpc.newBlockingStub(channel)
        .recognize(RecognizeRequest.newBuilder().setConfig(CONFIG).setAudio(AUDIO).build())
        .getResults(0)
        .getAlternatives(0)
        .getTranscript();
  }

  @Test
  void isThereUnlessSwitchedOff() throws Exception {
    try (TestServer running = new TestServer(folder, "")) {
      assertThat(said(running.channel())).isEqualTo("abc");
      for (String service :
          new String[] {
            "google.cloud.speech.v1.Speech",
            "google.cloud.speech.v1p1beta1.Speech",
            "google.longrunning.Operations"
          }) {
        assertThat(TestServer.health(running.channel(), service)).isEqualTo(ServingStatus.SERVING);
      }
      assertThat(folder.resolve("jobs")).doesNotExist();
    }
    try (TestServer running = new TestServer(folder, "google: {enabled: false}")) {
      assertThatThrownBy(() -> said(running.channel()))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
    }
  }

  @Test
  void jobsOutliveTheServer() throws Exception {
    Operation accepted;
    try (TestServer running = new TestServer(folder, "jobs: {workers: 0}")) {
      accepted =
          SpeechGrpc.newBlockingStub(running.channel())
              .longRunningRecognize(
                  LongRunningRecognizeRequest.newBuilder()
                      .setConfig(CONFIG)
                      .setAudio(AUDIO)
                      .build());
      assertThat(accepted.getDone()).isFalse();
    }
    try (TestServer running = new TestServer(folder, "")) {
      var operations = OperationsGrpc.newBlockingStub(running.channel());
      Operation done =
          operations.waitOperation(
              WaitOperationRequest.newBuilder().setName(accepted.getName()).build());
      assertThat(
              done.getResponse()
                  .unpack(LongRunningRecognizeResponse.class)
                  .getResults(0)
                  .getAlternatives(0)
                  .getTranscript())
          .isEqualTo("abc");
      assertThat(
              operations.getOperation(
                  GetOperationRequest.newBuilder().setName(accepted.getName()).build()))
          .isEqualTo(done);
    }
  }

  @Test
  void audioThatWaitsHasALimit() throws Exception {
    String yaml = "jobs: {workers: 0, maxQueuedMegabytes: 1}";
    LongRunningRecognizeRequest request = // 0.6 MB
        LongRunningRecognizeRequest.newBuilder()
            .setConfig(CONFIG)
            .setAudio(
                RecognitionAudio.newBuilder().setContent(ByteString.copyFrom(new byte[600_000])))
            .build();
    try (TestServer running = new TestServer(folder, yaml)) {
      var speech = SpeechGrpc.newBlockingStub(running.channel());
      assertThat(speech.longRunningRecognize(request).getDone()).isFalse();
      assertThatThrownBy(() -> speech.longRunningRecognize(request))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
    }
  }

  @Test
  void operationsAreTheirClientsOnly() throws Exception {
    String clients = "access: {clients: [{name: alice, key: a1}, {name: bob, key: b1}]}";
    try (TestServer running = new TestServer(folder, clients)) {
      String name =
          SpeechGrpc.newBlockingStub(keyed(running, "a1"))
              .longRunningRecognize(
                  LongRunningRecognizeRequest.newBuilder()
                      .setConfig(CONFIG)
                      .setAudio(AUDIO)
                      .build())
              .getName();
      GetOperationRequest request = GetOperationRequest.newBuilder().setName(name).build();

      assertThat(OperationsGrpc.newBlockingStub(keyed(running, "a1")).getOperation(request))
          .extracting(Operation::getName)
          .isEqualTo(name);
      var bob = OperationsGrpc.newBlockingStub(keyed(running, "b1"));
      assertThatThrownBy(() -> bob.getOperation(request))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
      assertThat(bob.listOperations(ListOperationsRequest.getDefaultInstance()).getOperationsList())
          .isEmpty();
    }
  }

  private static Channel keyed(TestServer running, String key) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-goog-api-key", Metadata.ASCII_STRING_MARSHALLER), key);
    return ClientInterceptors.intercept(
        running.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Test
  void aDatabaseThatCannotBeUsedStopsTheStart() throws Exception {
    Files.createDirectory(folder.resolve("jobs"));
    Files.writeString(folder.resolve("jobs/jobs.mv.db"), "not a database");
    assertThatThrownBy(() -> new TestServer(folder, ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("jobs");
  }
}
