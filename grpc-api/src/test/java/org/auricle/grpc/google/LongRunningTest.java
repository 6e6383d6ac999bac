package org.auricle.grpc.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.auricle.grpc.google.Spoken.audio;
import static org.auricle.grpc.google.Spoken.linear16;
import static org.auricle.grpc.google.Spoken.pcm;
import static org.auricle.grpc.google.Spoken.silence;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.longrunning.OperationFuture;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.speech.v1.LongRunningRecognizeMetadata;
import com.google.cloud.speech.v1.LongRunningRecognizeRequest;
import com.google.cloud.speech.v1.LongRunningRecognizeResponse;
import com.google.cloud.speech.v1.TranscriptOutputConfig;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsClient;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.ManagedChannelBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's Java clients, LongRunningRecognize and Operations, in both versions. */
class LongRunningTest {
  @TempDir Path folder;

  @Test
  void aRecordingIsRecognizedUtteranceByUtterance() throws Exception {
    ByteString recording = pcm("ab").concat(silence(2)).concat(pcm("cd")).concat(silence(2));
    try (GoogleServer server = new GoogleServer(folder)) {
      OperationFuture<LongRunningRecognizeResponse, LongRunningRecognizeMetadata> operation =
          server.client.longRunningRecognizeAsync(linear16().build(), audio(recording));
      LongRunningRecognizeResponse response = operation.get(30, TimeUnit.SECONDS);

      assertThat(response.getResultsList())
          .extracting(r -> r.getAlternatives(0).getTranscript())
          .containsExactly("ab", " cd");
      assertThat(response.getTotalBilledTime().getSeconds()).isEqualTo(5); // 4.7 s
      assertThat(operation.getMetadata().get().getProgressPercent()).isEqualTo(100);
      server.models.awaitReturn();
    }
  }

  @Test
  void operationsCanBeListedWaitedForCancelledAndDeleted() throws Exception {
    try (GoogleServer server = new GoogleServer(folder)) {
      OperationsClient operations = server.client.getOperationsClient();
      String name = null;
      for (String text : List.of("a", "b", "c")) {
        name =
            server.client.longRunningRecognizeAsync(linear16().build(), audio(pcm(text))).getName();
      }
      Operation done =
          operations
              .waitOperationCallable()
              .call(
                  WaitOperationRequest.newBuilder()
                      .setName(name)
                      .setTimeout(Duration.newBuilder().setSeconds(20))
                      .build());
      assertThat(done.getDone()).isTrue();
      assertThat(
              done.getResponse()
                  .unpack(LongRunningRecognizeResponse.class)
                  .getResults(0)
                  .getAlternatives(0)
                  .getTranscript())
          .isEqualTo("c");

      List<String> names = new ArrayList<>();
      operations
          .listOperations(ListOperationsRequest.newBuilder().setPageSize(2).build())
          .iterateAll()
          .forEach(operation -> names.add(operation.getName()));
      assertThat(names).hasSize(3).contains(name).doesNotHaveDuplicates();

      operations.cancelOperation(name); // too late, and no error
      assertThat(operations.getOperation(name)).isEqualTo(done);
      String gone = name;
      operations.deleteOperation(gone);
      assertThatThrownBy(() -> operations.getOperation(gone)).isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void whatCannotBeDoneIsRefusedAtOnce() throws Exception {
    try (GoogleServer server = new GoogleServer(folder)) {
      assertThatThrownBy(
              () ->
                  server
                      .client
                      .longRunningRecognizeCallable()
                      .call(
                          LongRunningRecognizeRequest.newBuilder()
                              .setConfig(linear16().setSampleRateHertz(0))
                              .setAudio(audio(pcm("a")))
                              .build()))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageContaining("no RIFF header");
      assertThatThrownBy(
              () ->
                  server
                      .client
                      .longRunningRecognizeCallable()
                      .call(
                          LongRunningRecognizeRequest.newBuilder()
                              .setConfig(linear16())
                              .setAudio(audio(pcm("a")))
                              .setOutputConfig(
                                  TranscriptOutputConfig.newBuilder().setGcsUri("gs://b/o"))
                              .build()))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageContaining("output_config");
      assertThat(server.jobs.unfinished()).isZero();
    }
  }

  @Test
  void theBetaVersionIsServedToo() throws Exception {
    try (GoogleServer server = new GoogleServer(folder);
        var client =
            com.google.cloud.speech.v1p1beta1.SpeechClient.create(
                com.google.cloud.speech.v1p1beta1.SpeechSettings.newBuilder()
                    .setEndpoint(server.endpoint())
                    .setCredentialsProvider(NoCredentialsProvider.create())
                    .setTransportChannelProvider(
                        com.google.cloud.speech.v1p1beta1.SpeechSettings
                            .defaultGrpcTransportProviderBuilder()
                            .setChannelConfigurator(ManagedChannelBuilder::usePlaintext)
                            .build())
                    .build())) {
      var config =
          com.google.cloud.speech.v1p1beta1.RecognitionConfig.newBuilder()
              .setEncoding(com.google.cloud.speech.v1p1beta1.RecognitionConfig.AudioEncoding.ALAW)
              .setSampleRateHertz(16_000)
              .setLanguageCode("en-US")
              .build();
      var audio =
          com.google.cloud.speech.v1p1beta1.RecognitionAudio.newBuilder()
              .setContent(Spoken.aLaw("bad cab"))
              .build();

      assertThat(client.recognize(config, audio).getResults(0).getAlternatives(0).getTranscript())
          .isEqualTo("bad cab");
      var request =
          com.google.cloud.speech.v1p1beta1.LongRunningRecognizeRequest.newBuilder()
              .setConfig(config)
              .setAudio(audio)
              .build();
      String name = client.longRunningRecognizeCallable().call(request).getName();
      Operation done =
          server
              .client
              .getOperationsClient()
              .waitOperationCallable()
              .call(WaitOperationRequest.newBuilder().setName(name).build());
      assertThat(
              done.getResponse()
                  .unpack(com.google.cloud.speech.v1p1beta1.LongRunningRecognizeResponse.class)
                  .getResults(0)
                  .getAlternatives(0)
                  .getTranscript())
          .isEqualTo("bad cab");
    }
  }
}
