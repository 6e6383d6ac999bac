package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands with a model in ONNX, which says what the same network says natively. */
class OnnxCommandsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static String onnx;
  private static String bilstm;
  private static String[] recordings;

  @BeforeAll
  static void makeModelsAndRecordings() throws IOException {
    bilstm = Fixtures.bundle(folder).toString();
    onnx = Fixtures.onnxBundle(folder).toString();
    recordings =
        new String[] {
          Fixtures.tone(folder.resolve("low.wav"), 200, 1).toString(),
          Fixtures.tone(folder.resolve("high.wav"), 3000, 0.5).toString(),
          Fixtures.tone(folder.resolve("long.wav"), 900, 1.7).toString()
        };
  }

  private static CommandRun transcribe(String... options) {
    String[] all = new String[options.length + 1 + recordings.length];
    all[0] = "transcribe";
    System.arraycopy(options, 0, all, 1, options.length);
    System.arraycopy(recordings, 0, all, 1 + options.length, recordings.length);
    return CommandRun.of(all);
  }

  @Test
  void theSameTextsWhateverRunsThem() {
    CommandRun expected = transcribe("-m", bilstm);
    assertThat(expected.code()).isZero();
    assertThat(expected.out().lines()).hasSize(3);
    for (String[] options :
        new String[][] {
          {"-m", onnx},
          {"-m", bilstm, "--batch", "2"},
          {"-m", onnx, "--batch", "2"},
          {"-m", onnx, "--batch", "9", "--threads", "2", "--provider", "auto"},
        }) {
      assertThat(transcribe(options)).isEqualTo(expected);
    }
  }

  @Test
  void filesThatFailAreNamedInTheirPlaceOfABatch() {
    CommandRun run =
        CommandRun.of(
            "transcribe",
            "--json",
            "-m",
            onnx,
            "--batch",
            "4",
            recordings[0],
            "nowhere.wav",
            recordings[1]);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out().lines())
        .hasSize(3)
        .element(1)
        .isEqualTo("{\"file\":\"nowhere.wav\",\"error\":\"nowhere.wav: no such file\"}");
    assertThat(run.err()).isEqualTo("auricle: nowhere.wav: no such file\n");
  }

  @Test
  void withoutCudaTheProcessorComputesAndTheLogSaysSo() {
    CommandRun run = transcribe("-m", onnx, "--provider", "cuda", "--cuda-memory", "100");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo(transcribe("-m", onnx).out());
  }

  @Test
  void evalTakesBatches() throws IOException {
    Path manifest = folder.resolve("dev.jsonl");
    StringBuilder lines = new StringBuilder();
    for (String recording : recordings) {
      lines.append(Fixtures.entry(Path.of(recording), 1, "a b"));
    }
    Files.writeString(manifest, lines);
    String[] rates = new String[2];
    for (int i = 0; i < 2; i++) {
      CommandRun run =
          CommandRun.of(
              "eval", "--json", "-m", onnx, "--batch", i == 0 ? "1" : "2", manifest.toString());
      assertThat(run.code()).as(run.err()).isZero();
      JsonNode object = JSON.readTree(run.out());
      assertThat(object.get("utterances").asInt()).isEqualTo(3);
      rates[i] = object.get("cer").toString();
    }
    assertThat(rates[0]).isEqualTo(rates[1]);
    assertThat(CommandRun.of("eval", "--batch", "0", manifest.toString()).err())
        .startsWith("auricle: --batch: 0 (expected: >= 1)");
  }

  @Test
  void inspectShowsModelsInOnnx() {
    CommandRun text = CommandRun.of("inspect", onnx);
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out())
        .contains(
            "network    auricle, log-posteriors each 1 input frames, over the whole utterance",
            "format     ONNX, IR version 8, operators of ai.onnx 17",
            "input      features: float [",
            "output     log_probs: float [");
    JsonNode object = JSON.readTree(CommandRun.of("inspect", "--json", onnx).out());
    assertThat(object.get("acoustic").get("type").stringValue()).isEqualTo("onnx");
    // two directions of 4 gates, PyTorch's two biases each; 4 x 8 + 4 to tokens; shapes and axes
    assertThat(object.get("parameters").asInt()).isGreaterThan(2 * 16 * (120 + 4 + 2) + 36);
    assertThat(object.get("onnx").get("inputs").get(0).get("name").stringValue())
        .isEqualTo("features");
  }

  @Test
  void inspectShowsAnOnnxFileAlone() throws IOException {
    String file = folder.resolve("tiny.onnx").toString();
    assertThat(CommandRun.of("inspect", file).out())
        .startsWith("location   " + file)
        .contains("format     ONNX", "output     log_prob_lengths: int64 [");
    JsonNode object = JSON.readTree(CommandRun.of("inspect", "--json", file).out());
    assertThat(object.get("opsets").get("ai.onnx").asInt()).isEqualTo(17);
    Path cut = folder.resolve("cut.onnx");
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(Path.of(file)), 1000));
    assertThat(CommandRun.of("inspect", cut.toString()))
        .isEqualTo(
            new CommandRun(
                2, "", "auricle: " + cut + ": truncated, or not ONNX (expected: an ONNX model)\n"));
    assertThat(CommandRun.of("inspect", "--card", file).code()).isEqualTo(2);
  }
}
