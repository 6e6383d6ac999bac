package org.auricle.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.auricle.grpc.TestStream;
import org.auricle.grpc.ToneAlphabet;
import org.auricle.grpc.v1.BoostedPhrase;
import org.auricle.grpc.v1.RecognitionConfig;
import org.auricle.grpc.v1.RecognizeRequest;
import org.auricle.grpc.v1.SpeechGrpc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a client sends: the right status, and a neighbour that notices nothing. */
class HostileClientsTest {
  @TempDir private static Path certificates;
  private static TestCertificate ours;

  @TempDir private Path folder;
  private TestServer running;
  private ManagedChannel channel;
  private TestStream neighbour;

  @BeforeAll
  static void make() throws Exception {
    ours = TestCertificate.make(certificates, "ours");
  }

  @BeforeEach
  void start() throws Exception {
    running =
        new TestServer(
            folder,
            "tls: {certificate: %s, privateKey: %s}\n".formatted(ours.certificate(), ours.key()));
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    channel = running.channel(credentials.trustManager(ours.certificate().toFile()).build());
    neighbour = TestServer.speaking(channel, "ab");
  }

  @AfterEach
  void theNeighbourHasNoticedNothing() throws Exception {
    neighbour.audio(ToneAlphabet.linear16(ToneAlphabet.speak("c", TestServer.RATE))).halfClose();
    assertThat(neighbour.toTheEnd())
        .last()
        .extracting(r -> r.getResults(0).getAlternatives(0).getTranscript())
        .isEqualTo("abc");
    running.close();
  }

  private static Status status(Runnable call) {
    try {
      call.run();
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  /** Sends bytes as they are, to a method that expects a message. */
  private Status raw(MethodDescriptor<?, ?> method, byte[] bytes) {
    MethodDescriptor<byte[], byte[]> untyped =
        MethodDescriptor.newBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER)
            .setFullMethodName(method.getFullMethodName())
            .setType(MethodDescriptor.MethodType.UNARY)
            .build();
    return status(
        () -> {
          var unused = ClientCalls.blockingUnaryCall(channel, untyped, CallOptions.DEFAULT, bytes);
        });
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    static final Bytes MARSHALLER = new Bytes();

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void bytesThatAreNoMessage() {
    byte[] cutOff = {0x0A, 0x7F, 1, 2, 3}; // a field of 127 bytes, of which there are 3
    for (MethodDescriptor<?, ?> method :
        List.of(
            SpeechGrpc.getRecognizeMethod(),
            SpeechGrpc.getStreamingRecognizeMethod(),
            com.google.cloud.speech.v1.SpeechGrpc.getRecognizeMethod(),
            com.google.cloud.speech.v1.SpeechGrpc.getStreamingRecognizeMethod(),
            com.google.cloud.speech.v1.SpeechGrpc.getLongRunningRecognizeMethod())) {
      assertThat(raw(method, cutOff).getCode())
          .as(method.getFullMethodName())
          .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void aMessageOfAGigabyteThatIsOnlyAnnounced() throws Exception {
    byte[] announced = {0, 0x40, 0, 0, 0, 1, 2, 3}; // not compressed, 2^30 bytes, of which 3
    HttpResponse<Void> answer =
        HttpClient.newBuilder()
            .sslContext(trustingOurs())
            .version(HttpClient.Version.HTTP_2)
            .build()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            "https://127.0.0.1:%d/auricle.v1.Speech/Recognize"
                                .formatted(running.server.grpcPort())))
                    .header("content-type", "application/grpc")
                    .header("te", "trailers")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(announced))
                    .build(),
                HttpResponse.BodyHandlers.discarding());

    assertThat(answer.headers().firstValue("grpc-status"))
        .contains(Integer.toString(Status.Code.RESOURCE_EXHAUSTED.value()));
  }

  private static SSLContext trustingOurs() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(ours.certificate())) {
      trusted.setCertificateEntry(
          "ours", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void aHeaderThatAnnouncesAGigabyte() {
    byte[] wav = new byte[44];
    ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(1 << 30);
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) 1).putInt(16000).putInt(32000);
    header.putShort((short) 2).putShort((short) 16);
    header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(1 << 30);
    RecognizeRequest request =
        RecognizeRequest.newBuilder().setAudio(ByteString.copyFrom(wav)).build();

    assertThat(recognize(request).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  private Status recognize(RecognizeRequest request) {
    return status(
        () -> {
          var unused = SpeechGrpc.newBlockingStub(channel).recognize(request);
        });
  }

  @Test
  void garbageForAudio() {
    byte[] noise = new byte[100_000];
    new Random(7).nextBytes(noise);
    for (byte[] magic :
        List.of(new byte[0], new byte[] {'f', 'L', 'a', 'C'}, new byte[] {'O', 'g', 'g', 'S'})) {
      System.arraycopy(magic, 0, noise, 0, magic.length);
      RecognizeRequest request =
          RecognizeRequest.newBuilder().setAudio(ByteString.copyFrom(noise)).build();
      assertThat(recognize(request).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
    // Without a header any bytes are samples.
    TestStream stream = TestStream.open(channel).config(TestServer.linear16(), true);
    stream.audio(ByteString.copyFrom(noise), 777).halfClose();
    assertThat(ended(stream)).isEqualTo(Status.Code.OK);
  }

  private static Status.Code ended(TestStream stream) {
    try {
      return stream.status().getCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void messagesInTheWrongOrder() {
    ByteString audio = ByteString.copyFrom(new byte[3200]);
    assertThat(ended(TestStream.open(channel).audio(audio)))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(
            ended(
                TestStream.open(channel)
                    .config(TestServer.linear16(), true)
                    .config(TestServer.linear16(), true)))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(
            ended(
                TestStream.open(channel)
                    .config(TestServer.linear16().setSampleRateHertz(-1), true)))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void thousandsOfPhrases() {
    assertThat(recognize(boosted(5_000)).getCode()).isEqualTo(Status.Code.OK);
    Status refused = recognize(boosted(10_001));
    assertThat(refused.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.getDescription()).startsWith("boosts: 10001 (expected: <= 10000)");
  }

  private static RecognizeRequest boosted(int phrases) {
    RecognitionConfig.Builder config = TestServer.linear16();
    IntStream.range(0, phrases)
        .forEach(
            i ->
                config.addBoosts(
                    BoostedPhrase.newBuilder()
                        .setText(
                            Integer.toString(i, 4)
                                .replace('0', 'a')
                                .replace('1', 'b')
                                .replace('2', 'c')
                                .replace('3', 'd'))));
    return TestServer.recording("a").toBuilder().setConfig(config).build();
  }

  @Test
  void manyThatGoAwayInTheMiddle() throws Exception {
    for (int i = 0; i < 100; i++) {
      TestStream stream =
          TestStream.open(channel)
              .config(TestServer.linear16(), true)
              .audio(ToneAlphabet.linear16(ToneAlphabet.speak("a", TestServer.RATE)));
      stream.cancel();
    }
    Instant deadline = TestServer.deadline();
    while (running.server.openStreams() > 1) {
      assertThat(Instant.now()).isBefore(deadline);
    }
  }
}
