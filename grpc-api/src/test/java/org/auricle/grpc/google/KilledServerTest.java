package org.auricle.grpc.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auricle.grpc.google.Spoken.linear16;

import com.google.cloud.speech.v1.LongRunningRecognizeMetadata;
import com.google.cloud.speech.v1.LongRunningRecognizeRequest;
import com.google.cloud.speech.v1.LongRunningRecognizeResponse;
import com.google.cloud.speech.v1.SpeechGrpc;
import com.google.cloud.speech.v1.SpeechRecognitionResult;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.auricle.server.jobs.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed in the midst of a recording, and the next one goes on with it. */
class KilledServerTest {
  private static final int UTTERANCES = 24;
  private static final String NEVER = "1e9";

  @TempDir Path folder;

  /** A server in another process. */
  private record Running(Process process, ManagedChannel channel) implements AutoCloseable {

    static Running start(Path folder, String stopAtSeconds) throws Exception {
      Process process =
          JavaProcess.builder(KilledServer.class, folder.toString(), stopAtSeconds)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = output.readLine();
      assertThat(line).startsWith("port ");
      int port = Integer.parseInt(line.substring("port ".length()));
      return new Running(
          process, ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build());
    }

    Operation operation(String name) {
      return OperationsGrpc.newBlockingStub(channel)
          .getOperation(GetOperationRequest.newBuilder().setName(name).build());
    }

    /** SIGKILL. */
    @Override
    public void close() throws InterruptedException {
      channel.shutdownNow();
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatWasAcceptedIsDoneOnceThoughTheServerIsKilled() throws Exception {
    List<String> texts = new ArrayList<>();
    ByteString recording = ByteString.EMPTY;
    for (int i = 0; i < UTTERANCES; i++) {
      String text = "" + letter(i / 16) + letter(i / 4) + letter(i); // each of them another
      texts.add(text);
      recording = recording.concat(Spoken.pcm(text)).concat(Spoken.silence(1.5));
    }
    double half = (double) recording.size() / 2 / Spoken.RATE / 2;
    String name;
    try (Running server = Running.start(folder, "" + half)) {
      name =
          SpeechGrpc.newBlockingStub(server.channel())
              .longRunningRecognize(
                  LongRunningRecognizeRequest.newBuilder()
                      .setConfig(linear16())
                      .setAudio(Spoken.audio(recording))
                      .build())
              .getName();
      while (percent(server.operation(name)) < 25) {
        Thread.yield();
      }
    }
    try (Running server = Running.start(folder, NEVER)) {
      assertThat(percent(server.operation(name))).isGreaterThanOrEqualTo(25); // kept
      Operation operation = server.operation(name);
      while (!operation.getDone()) {
        Thread.yield();
        operation = server.operation(name);
      }
      assertThat(texts(operation)).isEqualTo(texts);
    }
    try (Running server = Running.start(folder, NEVER)) {
      assertThat(texts(server.operation(name))).isEqualTo(texts); // still there
    }
  }

  private static char letter(int i) {
    return "abcd".charAt(i % 4);
  }

  private static int percent(Operation operation) throws Exception {
    return operation.getMetadata().unpack(LongRunningRecognizeMetadata.class).getProgressPercent();
  }

  private static List<String> texts(Operation operation) throws Exception {
    return operation
        .getResponse()
        .unpack(LongRunningRecognizeResponse.class)
        .getResultsList()
        .stream()
        .map((SpeechRecognitionResult r) -> r.getAlternatives(0).getTranscript().strip())
        .toList();
  }
}
