package org.auricle.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.speech.v1.StreamingRecognitionConfig;
import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.auricle.grpc.ToneAlphabet;
import org.auricle.grpc.v1.SpeechGrpc;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand streams through all doors of a whole server, half of which are cut off without a word:
 * afterwards the process holds what it held after ten.
 */
class StreamLeakTest {
  private static final int STREAMS = 1000;
  private static final int DOORS = 4;
  private static final int AT_A_TIME = 10; // of one door
  private static final ByteString AUDIO =
      ToneAlphabet.linear16(ToneAlphabet.speak("ab", TestServer.RATE));

  /** Fewer than there are streams of one door that are cut off in one way. */
  private static final long FEW_OBJECTS = STREAMS / DOORS / 4 - 10;

  private static final int FEW_THREADS = 10; // pools grow as they like
  private static final int FEW_FILES = 5;
  private static final long LITTLE_MEMORY = 4 << 20; // 4 kB a stream; other tests' remains vary

  @TempDir private Path folder;
  private TestServer running;
  private ManagedChannel shared;

  /** How a stream ends. */
  private enum End {
    IN_ORDER,
    CLIENT_DROPS_IT,
    CUT_WITHIN_A_MESSAGE
  }

  /** Somebody who has begun to speak. */
  private interface Speaker {
    void end() throws Exception;
  }

  private interface Door {
    Speaker open(End end) throws Exception;
  }

  /** A stream of gRPC; one that is to be cut off has a connection of its own. */
  private final class Call<Q, R> implements Speaker, StreamObserver<R> {
    private final CompletableFuture<Boolean> over = new CompletableFuture<>(); // in order?
    private final End end;
    private final CuttingRelay relay;
    private final ManagedChannel channel;
    private final StreamObserver<Q> requests;
    private final Function<ByteString, Q> audio;

    Call(
        End end,
        BiFunction<Channel, StreamObserver<R>, StreamObserver<Q>> method,
        Q config,
        Function<ByteString, Q> audio)
        throws IOException {
      this.end = end;
      this.audio = audio;
      int port = running.server.grpcPort();
      relay = end == End.CUT_WITHIN_A_MESSAGE ? new CuttingRelay(port) : null;
      channel = end == End.IN_ORDER ? shared : channel(relay == null ? port : relay.port());
      requests = method.apply(channel, this);
      requests.onNext(config);
      requests.onNext(audio.apply(AUDIO));
    }

    @Override
    public void end() throws Exception {
      switch (end) {
        case IN_ORDER -> requests.onCompleted();
        case CLIENT_DROPS_IT -> channel.shutdownNow();
        case CUT_WITHIN_A_MESSAGE -> {
          relay.cutAfter(AUDIO.size() / 2);
          requests.onNext(audio.apply(AUDIO));
        }
      }
      assertThat(over.get(20, TimeUnit.SECONDS)).isEqualTo(end == End.IN_ORDER);
      if (relay != null) {
        channel.shutdownNow();
        relay.close();
      }
    }

    @Override
    public void onNext(R response) {}

    @Override
    public void onError(Throwable failure) {
      over.complete(false);
    }

    @Override
    public void onCompleted() {
      over.complete(true);
    }
  }

  private static ManagedChannel channel(int port) {
    return Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
        .build();
  }

  private Speaker auricle(End end) throws IOException {
    return new Call<StreamingRecognizeRequest, StreamingRecognizeResponse>(
        end,
        (to, answers) -> SpeechGrpc.newStub(to).streamingRecognize(answers),
        StreamingRecognizeRequest.newBuilder()
            .setConfig(
                org.auricle.grpc.v1.StreamingRecognitionConfig.newBuilder()
                    .setConfig(TestServer.linear16())
                    .setInterimResults(true))
            .build(),
        audio -> StreamingRecognizeRequest.newBuilder().setAudio(audio).build());
  }

  private Speaker google(End end) throws IOException {
    return new Call<
        com.google.cloud.speech.v1.StreamingRecognizeRequest,
        com.google.cloud.speech.v1.StreamingRecognizeResponse>(
        end,
        (to, answers) ->
            com.google.cloud.speech.v1.SpeechGrpc.newStub(to).streamingRecognize(answers),
        com.google.cloud.speech.v1.StreamingRecognizeRequest.newBuilder()
            .setStreamingConfig(
                StreamingRecognitionConfig.newBuilder()
                    .setConfig(
                        com.google.cloud.speech.v1.RecognitionConfig.newBuilder()
                            .setEncodingValue(1) // LINEAR16
                            .setSampleRateHertz(TestServer.RATE)
                            .setLanguageCode("en")))
            .build(),
        audio ->
            com.google.cloud.speech.v1.StreamingRecognizeRequest.newBuilder()
                .setAudioContent(audio)
                .build());
  }

  private Speaker vosk(End end) throws IOException {
    return socket(end, "/vosk", "{\"config\":{\"sample_rate\":16000}}", "{\"eof\":1}");
  }

  private Speaker live(End end) throws IOException {
    return socket(end, "/v1/live", "{\"type\":\"start\"}", "{\"type\":\"stop\"}");
  }

  private Speaker socket(End end, String path, String begin, String finish) throws IOException {
    RawSocketStream socket = new RawSocketStream(running.server.httpPort().getAsInt(), path);
    socket.text(begin);
    socket.audio(AUDIO.toByteArray());
    return () -> {
      switch (end) {
        case IN_ORDER -> {
          socket.text(finish);
          assertThat(socket.readToEnd()).contains("\"ab\"");
        }
        case CLIENT_DROPS_IT -> socket.close();
        case CUT_WITHIN_A_MESSAGE -> {
          socket.partOf(AUDIO.toByteArray());
          socket.reset();
        }
      }
    };
  }

  private void speak(Door door, int streams) throws Exception {
    List<Speaker> speakers = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      speakers.add(
          door.open(
              i % 2 == 0
                  ? End.IN_ORDER
                  : i % 4 == 1 ? End.CLIENT_DROPS_IT : End.CUT_WITHIN_A_MESSAGE));
    }
    await("all begin", () -> running.server.openStreams() == streams);
    for (Speaker speaker : speakers) {
      speaker.end();
    }
    await("all end", () -> running.server.openStreams() == 0);
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    Instant deadline = TestServer.deadline();
    while (!condition.call()) {
      assertThat(Instant.now()).as(what).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
  }

  @Test
  void aThousandStreamsLeaveNothing() throws Exception {
    running = new TestServer(folder, "streaming: {maxWait: 60s}\n");
    try {
      shared = channel(running.server.grpcPort());
      List<Door> doors = List.of(this::auricle, this::google, this::vosk, this::live);
      for (int i = 0; i < 3; i++) { // classes are loaded, pools have what they want
        for (Door door : doors) {
          speak(door, AT_A_TIME);
        }
      }
      int files = ProcessState.openFiles();
      ProcessState before = ProcessState.now();
      for (int opened = 0; opened < STREAMS; opened += DOORS * AT_A_TIME) {
        for (Door door : doors) {
          speak(door, AT_A_TIME);
        }
      }
      await("sockets close", () -> ProcessState.openFiles() <= files + FEW_FILES);
      ProcessState after = ProcessState.now();

      assertThat(ProcessState.growth(before.objects(), after.objects(), FEW_OBJECTS)).isEmpty();
      assertThat(after.files()).isLessThanOrEqualTo(before.files() + FEW_FILES);
      assertThat(total(after.threads())).isLessThanOrEqualTo(total(before.threads()) + FEW_THREADS);
      assertThat(after.heapBytes() - before.heapBytes()).isLessThan(LITTLE_MEMORY);
    } finally {
      shared.shutdownNow();
      running.close();
    }
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
