package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.auricle.grpc.example.TranscribeClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscribeClientTest {
  @TempDir Path directory;

  private Path wav(String text) throws Exception {
    byte[] bytes = ToneAlphabet.wav(ToneAlphabet.speak(text, 16000)).toByteArray();
    return Files.write(directory.resolve("beeps.wav"), bytes);
  }

  @Test
  void printsInterimAndFinalResultsAndWords() throws Exception {
    StringWriter printed = new StringWriter();
    try (RunningServer running = new RunningServer(RunningServer.options())) {
      new TranscribeClient(new PrintWriter(printed)).transcribe(running.channel, wav("ab c"));
    }

    List<String> lines = printed.toString().lines().toList();
    int last = lines.size() - 3; // the final result, then its two words
    assertThat(lines.subList(0, last)).isNotEmpty().allMatch(line -> line.contains("interim  a"));
    assertThat(lines.get(last)).matches(" +0\\.65 s  final    ab c");
    assertThat(lines.get(last + 1)).contains(" ab (");
    assertThat(lines.get(last + 2)).contains(" c (");
  }

  @Test
  void endsWithWhatTheServerSays() throws Exception {
    ServerOptions options = RunningServer.options().withMaxStreamSeconds(0.1);
    try (RunningServer running = new RunningServer(options)) {
      TranscribeClient client = new TranscribeClient(new PrintWriter(new StringWriter()));

      assertThatThrownBy(() -> client.transcribe(running.channel, wav("ab c")))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.OUT_OF_RANGE));
    }
  }

  @Test
  void saysHowItIsUsed() {
    assertThatThrownBy(() -> TranscribeClient.main(new String[] {"localhost:1"}))
        .hasMessage("usage: TranscribeClient HOST:PORT FILE");
  }
}
