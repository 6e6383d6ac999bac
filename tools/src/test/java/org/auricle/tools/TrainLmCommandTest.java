package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainLmCommandTest {
  @TempDir private Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandRun train(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "lm", path("text"), "--dev", path("text"), "-o", path("run")));
    arguments.addAll(
        List.of("--hidden=6", "--embedding=4", "--epochs=2", "--bptt=5", "--threads=1"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void trainsMeasuresAndExports() throws IOException {
    Files.writeString(folder.resolve("text"), "go to the house\nthe dog is in the house\n");
    CommandRun run = train();
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("12 symbols to predict an epoch, 9 known", "epoch   2.00", "words/s");
    assertThat(folder.resolve("run/report.html")).exists();
    String model = path("run/lm-lstm.safetensors");
    assertThat(train("--resume").code()).isZero();
    CommandRun again = train();
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("a training has begun here (expected: --resume");

    CommandRun bench = CommandRun.of("bench", "lm", model, path("text"), "--json");
    assertThat(bench.code()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("\"perplexity\":", "\"queries\":12", "\"unknown\":0");
    CommandRun export = CommandRun.of("export", model, "--onnx", path("lm.onnx"));
    assertThat(export.code()).as(export.err()).isZero();
    assertThat(export.out()).contains("symbols INT64 [batch, time]", "h_out FLOAT");
  }

  @Test
  void trainsOnCharacters() throws IOException {
    Files.writeString(folder.resolve("text"), "ab a\nba\n");
    CommandRun run = train("--level=character");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("8 symbols to predict an epoch, 5 known");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Files.writeString(folder.resolve("text"), "\n");
    assertFails("auricle: " + path("text") + ": no text (expected: one sentence a line)");
    Files.write(folder.resolve("text"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertFails("not UTF-8 in or after line 1");
    Files.delete(folder.resolve("text"));
    assertFails("text: no such file");
    assertFails("dropout: 1.0 (expected: 0 <= p < 1)", "--dropout=1");
    assertFails("--patience", "--patience=few");
    CommandRun bare = CommandRun.of("train");
    assertThat(bare.code()).isEqualTo(2);
    assertThat(bare.err()).contains("RECIPE: missing");
  }

  private void assertFails(String message, String... more) {
    CommandRun run = train(more);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
