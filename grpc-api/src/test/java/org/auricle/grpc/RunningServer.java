package org.auricle.grpc;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.grpc.v1.RecognitionConfig;

/** A server of {@link ToneModel} on a free port of this machine, and a channel to it. */
final class RunningServer implements AutoCloseable {
  static final String MODEL = "beeps";

  final Recognizer recognizer = ToneModel.recognizer();
  final SpeechServer server;
  final ManagedChannel channel;

  RunningServer(ServerOptions options) throws IOException {
    server = SpeechServer.start(options, List.of(new ServedModel(MODEL, recognizer)));
    channel =
        ManagedChannelBuilder.forAddress(options.host(), server.port()).usePlaintext().build();
  }

  static ServerOptions options() {
    return ServerOptions.DEFAULT.withPort(0).withShutdownGrace(Duration.ofSeconds(10));
  }

  static RecognitionConfig.Builder linear16(int sampleRate) {
    return RecognitionConfig.newBuilder()
        .setEncoding(RecognitionConfig.Encoding.LINEAR16)
        .setSampleRateHertz(sampleRate);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
    recognizer.close();
  }
}
