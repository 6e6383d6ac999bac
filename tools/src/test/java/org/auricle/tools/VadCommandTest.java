package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With the real detector, where there is one; its numbers are tested where it is called. */
class VadCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SPEECH = "data/an4/audio/fkdo/cen1-fkdo-b.flac";

  @TempDir private Path folder;

  private static String shared(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared").resolve(name);
      if (Files.exists(file)) {
        return file.toString();
      }
    }
    return Assumptions.abort("shared/" + name + " is not on this machine");
  }

  private static String detector() {
    return shared("models/silero-vad/silero_vad.onnx");
  }

  @Test
  void segmentsAreLinesOrJson() {
    String speech = shared(SPEECH);
    CommandRun text = CommandRun.of("vad", "-m", detector(), "--padding", "0", speech);
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out()).matches("0\\.\\d{3} \\d\\.\\d{3}\\n");
    CommandRun json =
        CommandRun.of("vad", "-m", detector(), "--padding", "0", "--json", speech, "nowhere.wav");
    assertThat(json.code()).isEqualTo(2);
    List<String> lines = json.out().lines().toList();
    assertThat(lines.get(1)).contains("nowhere.wav: no such file");
    JsonNode segment = JSON.readTree(lines.get(0)).get("segments").get(0);
    assertThat(text.out().strip())
        .isEqualTo(
            "%.3f %.3f".formatted(segment.get("start").asDouble(), segment.get("end").asDouble()));
    CommandRun two = CommandRun.of("vad", "-m", detector(), "--padding", "0", speech, speech);
    assertThat(two.out().lines()).containsOnly(speech + ": " + text.out().strip());
  }

  @Test
  void transcribeSkipsSilence() throws IOException {
    String model = Fixtures.bundle(folder).toString();
    String speech = shared(SPEECH);
    CommandRun run =
        CommandRun.of("transcribe", "--json", "-m", model, "--vad", detector(), speech);
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode object = JSON.readTree(run.out());
    assertThat(object.get("audioSeconds").asDouble()).isEqualTo(2.7);
    double start = 0.5; // see SileroVad's own tests for where speech starts
    object.get("words").forEach(w -> assertThat(w.get("start").asDouble()).isGreaterThan(start));
    String tone = Fixtures.tone(folder.resolve("tone.wav"), 440, 2).toString();
    assertThat(CommandRun.of("transcribe", "-m", model, "--vad", detector(), tone))
        .isEqualTo(new CommandRun(0, "\n", ""));
    assertThat(
            CommandRun.of(
                    "transcribe", "-m", model, "--alternatives", "2", "--vad", detector(), tone)
                .err())
        .isEqualTo("auricle: --alternatives: 2 (expected: 1, with --vad)\n");
  }

  @Test
  void whatIsNoDetectorIsNamed() throws IOException {
    String tone = Fixtures.tone(folder.resolve("tone.onnx"), 440, 1).toString();
    CommandRun run = CommandRun.of("vad", "-m", tone, tone);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("auricle: " + tone + ": truncated, or not ONNX (expected: an ONNX model)\n");
    assertThat(CommandRun.of("vad", "-m", tone, "--threshold", "2", tone).err())
        .isEqualTo("auricle: threshold: 2.0 (expected: within 0..1)\n");
  }

  @Test
  void theDetectorThatShipsNeedsNoFile() throws IOException {
    String sample = "../docs/samples/spelled.wav";
    CommandRun run = CommandRun.of("vad", "--json", sample);
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode object = JSON.readTree(run.out());
    double seconds = object.get("audioSeconds").asDouble();
    assertThat(object.get("speechSeconds").asDouble()).isBetween(0.3 * seconds, seconds);
    String tone = Fixtures.tone(folder.resolve("tone.wav"), 440, 2).toString();
    assertThat(CommandRun.of("vad", tone)).isEqualTo(new CommandRun(0, "", ""));
    assertThat(CommandRun.of("transcribe", tone)).isEqualTo(new CommandRun(0, "\n", ""));
    CommandRun words = CommandRun.of("transcribe", "-m", "en-letters", "--vad", "builtin", sample);
    assertThat(words.out()).isEqualTo("a u r i c l e two zero two six\n");
    assertThat(CommandRun.of("vad").err())
        .isEqualTo("auricle: FILE: missing (expected: recordings, see auricle vad --help)\n");
  }

  /** A manifest of recordings that half of the time are silent, half of the time a voice. */
  private Path manifest(String name, int speakers) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < speakers; i++) {
      Path file = Fixtures.tone(folder.resolve(name + i + ".wav"), 150 + 20 * i, 2);
      lines.append(
          "{\"audio_filepath\": \"%s\", \"duration\": 2, \"text\": \"\", \"speaker\": \"%d\"}%n"
              .formatted(file.getFileName(), i));
    }
    return Files.writeString(folder.resolve(name + ".jsonl"), lines);
  }

  @Test
  void aDetectorIsTrainedMeasuredAndPutIntoAModel() throws IOException {
    String speech = manifest("speech", 12).toString();
    String noise = manifest("noise", 2).toString();
    Path bundle = Fixtures.bundle(folder);
    String out = folder.resolve("run").toString();
    String[] train = {
      "train",
      "vad",
      speech,
      "--noise",
      noise,
      "--out",
      out,
      "--updates",
      "3",
      "--batch",
      "2",
      "--units",
      "4",
      "--into",
      bundle.toString()
    };
    CommandRun run = CommandRun.of(train);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("vad.safetensors: ", "of update ");
    assertThat(CommandRun.of(train).err())
        .contains("a training has begun here (expected: --resume, or another folder)");
    String file = folder.resolve("run/vad.safetensors").toString();
    CommandRun text =
        CommandRun.of("vad", "eval", speech, "--noise", noise, "--model", file, "--json");
    assertThat(text.code()).as(text.err()).isZero();
    JsonNode report = JSON.readTree(text.out());
    assertThat(report.get("separation")).hasSize(5);
    assertThat(report.get("withoutSpeech")).hasSize(6);
    report
        .get("withoutSpeech")
        .forEach(
            f ->
                assertThat(f.get("throughGate").asInt()).isBetween(0, f.get("recordings").asInt()));
    assertThat(report.at("/speech/recordings").asInt()).isEqualTo(12);
    assertThat(CommandRun.of("vad", "-m", bundle.toString(), speech.replace(".jsonl", "0.wav")))
        .extracting(CommandRun::code)
        .isEqualTo(0);
    assertThat(CommandRun.of("vad", "eval", speech, "--noise", noise, "--only", "nothing").err())
        .endsWith("no noise whose path has \"nothing\" in it (expected: some)\n");
  }
}
