package org.auricle.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.RetryInfo;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.auricle.grpc.TestStream;
import org.auricle.grpc.ToneAlphabet;
import org.auricle.grpc.v1.RecognizeRequest;
import org.auricle.grpc.v1.SpeechGrpc;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.ConfigReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts together, as they are configured. */
class AuricleServerTest {
  @TempDir private Path folder;

  private static String said(ManagedChannel channel, RecognizeRequest request) {
    return SpeechGrpc.newBlockingStub(channel)
        .recognize(request)
        .getResults(0)
        .getAlternatives(0)
        .getTranscript();
  }

  private static Status.Code outcome(ManagedChannel channel, String header, String value) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), value);
    try {
      var unused =
          SpeechGrpc.newBlockingStub(
                  ClientInterceptors.intercept(
                      channel, MetadataUtils.newAttachHeadersInterceptor(headers)))
              .recognize(TestServer.recording("a"));
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesBothPortsAndCountsWhatItDoes() throws Exception {
    try (TestServer running = new TestServer(folder, "")) {
      ManagedChannel channel = running.channel();
      assertThat(said(channel, TestServer.recording("abc"))).isEqualTo("abc");
      assertThat(TestServer.health(channel, "")).isEqualTo(ServingStatus.SERVING);
      assertThat(TestServer.health(channel, "auricle.v1.Speech")).isEqualTo(ServingStatus.SERVING);

      int http = running.server.httpPort().orElseThrow();
      assertThat(get(http, "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(http, "/metrics").body())
          .contains(
              "auricle_calls_seconds_count{method=\"auricle.v1.Speech/Recognize\",status=\"OK\"} 1",
              "auricle_streams_open 0.0",
              "auricle_realtime_factor",
              "jvm_memory_used_bytes");
    }
  }

  @Test
  void goesWithoutHttpIfThePortIsTakenUnlessItIsWanted() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(folder.resolve("model"), "beeps en");
      String port = "http: {port: " + taken.getLocalPort() + "}\n";
      try (AuricleServer server = start(port)) {
        assertThat(server.httpPort()).isEmpty();
      }
      assertThatThrownBy(() -> start(port.replace("{", "{enabled: true, ")))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  private AuricleServer start(String yaml) throws Exception {
    Path config = folder.resolve("own.yaml");
    Files.writeString(
        config,
        yaml
            + "models: ["
            + folder.resolve("model")
            + "]\ngrpc: {port: 0}\njobs: {database: "
            + folder.resolve("jobs")
            + "}\n");
    return AuricleServer.start(
        ConfigReader.read(Optional.of(config), Map.of(), List.of()), TestServer.LOADER);
  }

  @Test
  void wantsAKeyWhereOneIsConfigured() throws Exception {
    try (TestServer running =
        new TestServer(folder, "access: {clients: [{name: alice, key: s3cret}]}")) {
      ManagedChannel channel = running.channel();

      assertThat(outcome(channel, "authorization", "Bearer s3cret")).isEqualTo(Status.Code.OK);
      assertThat(outcome(channel, "x-api-key", "s3cret")).isEqualTo(Status.Code.OK);
      assertThat(outcome(channel, "x-goog-api-key", "s3cret")).isEqualTo(Status.Code.OK);
      assertThat(outcome(channel, "x-api-key", "S3cret")).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(outcome(channel, "nothing", "s3cret")).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(TestStream.open(channel).status().getCode())
          .isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(TestServer.health(channel, "")).as("probes").isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void limitsEachClientAndSaysWhenToTryAgain() throws Exception {
    try (TestServer running = new TestServer(folder, "limits: {concurrentStreams: 1}")) {
      ManagedChannel channel = running.channel();
      TestStream first = TestServer.speaking(channel, "a");

      assertThatThrownBy(() -> said(channel, TestServer.recording("a")))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> {
                assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
                assertThat(e.getStatus().getDescription())
                    .startsWith("calls of 127.0.0.1 in progress: 1, the most it may have (request");
                assertThat(StatusProto.fromThrowable(e).getDetails(0).is(RetryInfo.class)).isTrue();
              });
      first.halfClose().toTheEnd();
      assertThat(said(channel, TestServer.recording("a"))).isEqualTo("a");
    }
  }

  @Test
  void endsAStreamThatSendsMoreAudioAMinuteThanItMay() throws Exception {
    try (TestServer running = new TestServer(folder, "limits: {audioSecondsPerMinute: 1}")) {
      TestStream stream =
          TestStream.open(running.channel())
              .config(TestServer.linear16(), true)
              .audio(ToneAlphabet.linear16(ToneAlphabet.speak("aaaaaaaaaa", TestServer.RATE)));

      assertThat(stream.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }
  }

  @Test
  void freesWhatAnIdleStreamHas() throws Exception {
    try (TestServer running = new TestServer(folder, "streaming: {idleTimeout: 200ms}")) {
      TestStream stream =
          TestStream.open(running.channel())
              .config(TestServer.linear16(), true)
              .audio(ToneAlphabet.linear16(ToneAlphabet.speak("a", TestServer.RATE)));

      assertThat(stream.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      Instant deadline = TestServer.deadline();
      while (running.server.openStreams() > 0) {
        assertThat(Instant.now()).isBefore(deadline);
      }
    }
  }

  @Test
  void replacesAModelUnderAnOpenStream() throws Exception {
    try (TestServer running = new TestServer(folder, "lifecycle: {reloadInterval: 10ms}")) {
      ManagedChannel channel = running.channel();
      TestStream stream = TestServer.speaking(channel, "ab");

      Files.writeString(folder.resolve("model"), "beeps de");
      Instant deadline = TestServer.deadline();
      while (!running.server.models().get(0).languages().equals(List.of("de"))) {
        assertThat(Instant.now()).isBefore(deadline);
        Thread.onSpinWait();
      }

      RecognizeRequest.Builder german = TestServer.recording("c").toBuilder();
      german.getConfigBuilder().setLanguage("de-AT");
      assertThat(said(channel, german.build())).isEqualTo("c");
      stream.audio(ToneAlphabet.linear16(ToneAlphabet.speak("c", TestServer.RATE))).halfClose();
      assertThat(stream.toTheEnd())
          .last()
          .extracting(r -> r.getResults(0).getAlternatives(0).getTranscript())
          .isEqualTo("abc");
    }
  }

  @Test
  void closingSaysSoBeforeItRefusesAndLetsStreamsFinish() throws Exception {
    try (TestServer running = new TestServer(folder, "lifecycle: {drainDelay: 500ms}")) {
      ManagedChannel channel = running.channel();
      TestStream stream = TestServer.speaking(channel, "a");
      int http = running.server.httpPort().orElseThrow();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(running.server::close);

      Instant deadline = TestServer.deadline();
      while (TestServer.health(channel, "auricle.v1.Speech") != ServingStatus.NOT_SERVING) {
        assertThat(Instant.now()).isBefore(deadline);
      }
      assertThat(TestServer.health(channel, "")).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(get(http, "/readyz").statusCode()).isEqualTo(503);
      while (outcome(channel, "x", "y") != Status.Code.UNAVAILABLE) {
        assertThat(Instant.now()).isBefore(deadline);
      }
      stream.audio(ToneAlphabet.linear16(ToneAlphabet.speak("b", TestServer.RATE))).halfClose();
      assertThat(stream.toTheEnd())
          .last()
          .extracting(r -> r.getResults(0).getAlternatives(0).getTranscript())
          .isEqualTo("ab");
      closing.get(TestStream.TIMEOUT_SECONDS, TimeUnit.SECONDS);
      running.server.awaitTermination();
    }
  }

  @Test
  void namesTheRequestInErrors() throws Exception {
    try (TestServer running = new TestServer(folder, "")) {
      Metadata headers = new Metadata();
      Metadata.Key<String> id = Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);
      headers.put(id, "mine-1");
      RecognizeRequest.Builder request = TestServer.recording("a").toBuilder();
      request.getConfigBuilder().setModel("none");

      assertThatThrownBy(
              () -> {
                var unused =
                    SpeechGrpc.newBlockingStub(
                            ClientInterceptors.intercept(
                                running.channel(),
                                MetadataUtils.newAttachHeadersInterceptor(headers)))
                        .recognize(request.build());
              })
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> {
                assertThat(e.getStatus().getDescription())
                    .isEqualTo("model: \"none\" (expected: beeps) (request mine-1)");
                assertThat(e.getTrailers().get(id)).isEqualTo("mine-1");
              });
    }
  }

  @Test
  void saysWhatIsWrongWithWhatTheConfigurationRefersTo() {
    assertThatThrownBy(
            () -> new TestServer(folder, "tls: {certificate: no.pem, privateKey: no.key}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("tls.certificate: no.pem: no such file");
    assertThatThrownBy(() -> new TestServer(folder, "access: {keysFile: none}")).hasMessage("none");
  }
}
