package org.auricle.server.launch;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.grpc.TestStream;
import org.auricle.grpc.ToneAlphabet;
import org.auricle.grpc.ToneModel;
import org.auricle.grpc.v1.RecognitionConfig;
import org.auricle.grpc.v1.RecognizeRequest;
import org.auricle.server.config.ConfigReader;
import org.auricle.server.config.ConfigReader.Overlay;
import org.auricle.server.registry.LoadedModel;
import org.auricle.server.registry.ModelLoader;

/** A whole server of {@link ToneModel}s on free ports of this machine. */
final class TestServer implements AutoCloseable {
  static final int RATE = 16000;

  /** Models are files that hold a name and a language; each version is a recognizer of its own. */
  static final ModelLoader LOADER =
      file -> {
        String[] words = Files.readString(Path.of(file)).strip().split(" ");
        return new LoadedModel(words[0], List.of(words[1]), ToneModel.recognizer());
      };

  final AuricleServer server;
  private final List<ManagedChannel> channels = new ArrayList<>();

  /** Starts with a configuration in YAML, which need not say anything of models and ports. */
  TestServer(Path folder, String yaml) throws Exception {
    Path model = folder.resolve("model");
    if (!Files.exists(model)) {
      Files.writeString(model, "beeps en");
    }
    Path config = folder.resolve("server.yaml");
    Files.writeString(config, yaml);
    server =
        AuricleServer.start(
            ConfigReader.read(
                Optional.of(config),
                Map.of(),
                List.of(
                    new Overlay("test", "models", List.of(model.toString())),
                    new Overlay(
                        "test", "jobs.database", List.of(folder.resolve("jobs").toString())),
                    new Overlay("test", "grpc.port", List.of("0")),
                    new Overlay("test", "http.port", List.of("0")))),
            LOADER);
  }

  ManagedChannel channel() {
    return channel(InsecureChannelCredentials.create());
  }

  ManagedChannel channel(ChannelCredentials credentials) {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", server.grpcPort(), credentials).build();
    channels.add(channel);
    return channel;
  }

  static RecognitionConfig.Builder linear16() {
    return RecognitionConfig.newBuilder()
        .setEncoding(RecognitionConfig.Encoding.LINEAR16)
        .setSampleRateHertz(RATE);
  }

  static RecognizeRequest recording(String text) {
    return RecognizeRequest.newBuilder()
        .setConfig(linear16())
        .setAudio(ToneAlphabet.linear16(ToneAlphabet.speak(text, RATE)))
        .build();
  }

  /** A stream that has begun to be recognised. */
  static TestStream speaking(ManagedChannel channel, String text) throws Exception {
    TestStream stream =
        TestStream.open(channel)
            .config(linear16(), true)
            .audio(ToneAlphabet.linear16(ToneAlphabet.speak(text, RATE)));
    stream.next();
    return stream;
  }

  static ServingStatus health(ManagedChannel channel, String service) {
    return HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  static Instant deadline() {
    return Instant.now().plusSeconds(TestStream.TIMEOUT_SECONDS);
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    server.close();
  }
}
