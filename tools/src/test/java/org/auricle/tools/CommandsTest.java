package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
import org.auricle.models.BundleReader;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands on small recordings and a model of random weights. */
class CommandsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static String model;
  private static Path low;
  private static Path high;
  private static Transcript heardLow;

  @BeforeAll
  static void makeModelAndRecordings() throws IOException {
    Path bundle = Fixtures.bundle(folder);
    model = bundle.toString();
    low = Fixtures.tone(folder.resolve("low.wav"), 200, 1);
    high = Fixtures.tone(folder.resolve("high.wav"), 3000, 0.5);
    try (Recognizer recognizer =
        RecognizerFactory.create(BundleReader.read(bundle), RuntimeOptions.DEFAULT)) {
      heardLow = recognizer.recognize(AudioReader.read(low), 3);
    }
  }

  @Test
  void transcribePrintsTheText() {
    assertThat(CommandRun.of("transcribe", "--model", model, low.toString()))
        .isEqualTo(new CommandRun(0, heardLow.text() + "\n", ""));
  }

  @Test
  void transcribeNamesFilesWhenThereAreSeveralAndGoesOnAfterABrokenOne() {
    CommandRun run =
        CommandRun.of("transcribe", "-m", model, low.toString(), "nowhere.wav", high.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out().lines()).hasSize(2).first().isEqualTo(low + ": " + heardLow.text());
    assertThat(run.err()).isEqualTo("auricle: nowhere.wav: no such file\n");
  }

  @Test
  void transcribeJsonHoldsWordsAndAlternatives() {
    CommandRun run =
        CommandRun.of("transcribe", "--json", "--alternatives", "3", "-m", model, low.toString());
    JsonNode object = JSON.readTree(run.out());
    assertThat(object.get("file").stringValue()).isEqualTo(low.toString());
    assertThat(object.get("text").stringValue()).isEqualTo(heardLow.text());
    assertThat(object.get("audioSeconds").asDouble()).isEqualTo(1);
    assertThat(object.get("alternatives").size()).isEqualTo(heardLow.alternatives().size());
    assertThat(object.get("words").size()).isEqualTo(heardLow.words().size());
    for (int i = 0; i < heardLow.words().size(); i++) {
      JsonNode word = object.get("words").get(i);
      assertThat(word.get("word").stringValue()).isEqualTo(heardLow.words().get(i).text());
      assertThat(word.get("start").asDouble())
          .isEqualTo(Json.rounded(heardLow.words().get(i).startSeconds()));
    }
  }

  @Test
  void transcribeWritesWhatOtherProgramsRead() {
    String text = heardLow.words().get(0).text();
    assertThat(written("ctm")).startsWith("low 1 ").contains(" " + text + " ");
    assertThat(written("srt")).startsWith("1\n00:00:0").contains("\n" + text);
    assertThat(written("VTT")).startsWith("WEBVTT\n\n00:00:0").contains("\n" + text);
    assertThat(written("tsv")).startsWith("channel\t").contains("\t" + text + "\n");
    assertThat(written("textgrid")).startsWith("File type").contains("text = \"" + text + "\"");
    assertThat(written("text")).isEqualTo(heardLow.text() + "\n");
  }

  private static String written(String format) {
    CommandRun run = CommandRun.of("transcribe", "--format", format, "-m", model, low.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void formatsThatCannotGoOnTakeOneRecording() {
    CommandRun run = CommandRun.of("transcribe", "--format", "srt", "a.wav", "b.wav");
    assertThat(run)
        .isEqualTo(new CommandRun(2, "", "auricle: --format srt: 2 recordings (expected: 1)\n"));
    assertThat(CommandRun.of("transcribe", "--format", "srt,ctm", "a.wav").err())
        .isEqualTo("auricle: --format: 2 formats (expected: 1)\n");
    assertThat(
            CommandRun.of("transcribe", "--format", "vtt", "--subtitle-lines", "0", "a.wav").err())
        .isEqualTo("auricle: subtitles: maxLines: 0 (expected: >= 1)\n");
  }

  @Test
  void statsTellTheRealTimeFactor() {
    CommandRun run = CommandRun.of("transcribe", "--stats", "-m", model, low.toString());
    assertThat(run.err()).startsWith("auricle: 1.00 s of audio in ").contains("real-time factor");
  }

  @Test
  void rawAudioIsTheSameAudio() throws IOException {
    byte[] wav = Files.readAllBytes(low);
    Path raw = Files.write(folder.resolve("low.raw"), Arrays.copyOfRange(wav, 44, wav.length));
    CommandRun run =
        CommandRun.of(
            "transcribe",
            "-m",
            model,
            "--raw-encoding",
            "pcm_s16le",
            "--raw-rate",
            "16000",
            raw.toString());
    assertThat(run.out()).isEqualTo(heardLow.text() + "\n");
  }

  @Test
  void evalCountsErrorsAndNamesRecordingsThatFail() throws IOException {
    Path manifest = folder.resolve("dev.jsonl");
    Files.writeString(
        manifest,
        Fixtures.entry(low, 1, " " + heardLow.text().toUpperCase(Locale.ROOT) + " X ")
            + Fixtures.entry(folder.resolve("gone.wav"), 1, "a b"));
    CommandRun run = CommandRun.of("eval", "--json", "-m", model, manifest.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("gone.wav: no such file");
    JsonNode object = JSON.readTree(run.out());
    int said = heardLow.words().size() + 1;
    assertThat(object.get("words").asInt()).isEqualTo(said);
    assertThat(object.get("deletions").asInt()).isEqualTo(1);
    assertThat(object.get("wer").asDouble()).isEqualTo(Json.rounded(100.0 / said));
    assertThat(object.get("ser").asDouble()).isEqualTo(100);
    assertThat(object.get("cer").asDouble()).isPositive();
    assertThat(object.get("utterances").asInt()).isEqualTo(1);
    assertThat(object.get("audioSeconds").asDouble()).isEqualTo(1);
    assertThat(object.get("realTimeFactor").asDouble()).isPositive();
    assertThat(object.get("failed").size()).isEqualTo(1);
  }

  @Test
  void evalTellsPeopleToo() throws IOException {
    Path manifest = folder.resolve("perfect.jsonl");
    Files.writeString(manifest, Fixtures.entry(low, 1, heardLow.text()));
    CommandRun run = CommandRun.of("eval", "-m", model, manifest.toString());
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("WER   0.00 %").contains("SER   0.00 %");
  }

  @Test
  void inspectShowsTheModel() {
    assertThat(CommandRun.of("inspect", model).out())
        .contains("tiny: random weights", "checksums ok", "1 bidirectional LSTM", "WER 99.50 %");
    JsonNode object = JSON.readTree(CommandRun.of("inspect", "--json", model).out());
    assertThat(object.get("name").stringValue()).isEqualTo("tiny");
    // per direction 4 x 4 rows of 120 inputs, 4 recurrent inputs and a bias; 4 x 8 + 4 to tokens
    assertThat(object.get("parameters").asInt()).isEqualTo(2 * 16 * (120 + 4 + 1) + 4 * 8 + 4);
    assertThat(CommandRun.of("inspect", "--card", model).out()).isEqualTo("# tiny\n");
  }

  @Test
  void aChangedModelIsRefused() throws IOException {
    Path copy = Fixtures.bundle(Files.createDirectory(folder.resolve("changed")));
    Files.writeString(copy.resolve("tokens.txt"), "<blank> 0\n| 1\nb 2\na 3\n");
    for (String command : new String[] {"inspect", "transcribe"}) {
      CommandRun run =
          command.equals("inspect")
              ? CommandRun.of(command, copy.toString())
              : CommandRun.of(command, "-m", copy.toString(), low.toString());
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.errLines()).singleElement().asString().contains("tokens.txt", "SHA-256");
    }
  }

  @Test
  void trainEndsInAModelThatTranscribes() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      boolean isLow = i % 2 == 0;
      Path tone = Fixtures.tone(data.resolve(i + ".wav"), isLow ? 200 : 3000, 0.4);
      manifest.append(Fixtures.entry(tone, 0.4, isLow ? "a" : "b"));
    }
    Files.writeString(data.resolve("m.jsonl"), manifest);
    Path recipe = data.resolve("recipe.json");
    Files.writeString(
        recipe,
        """
        {"train": [{"manifest": "m.jsonl"}], "dev": "m.jsonl",
         "network": {"layers": 1, "hidden": 4}, "schedule": {"epochs": 3}}
        """);
    Path out = data.resolve("run");
    CommandRun run =
        CommandRun.of(
            "train",
            recipe.toString(),
            "--out",
            out.toString(),
            "--set",
            "schedule.epochs=1",
            "--name",
            "tones",
            "--data",
            "sine waves, CC0-1.0");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("epoch   1").doesNotContain("epoch   2");
    String trained = out.resolve("tones").toString();
    assertThat(CommandRun.of("inspect", trained).out()).contains("sine waves", "4 utterances");
    assertThat(CommandRun.of("transcribe", "-m", trained, low.toString()).code()).isZero();
    CommandRun again = CommandRun.of("train", recipe.toString(), "--out", out.toString());
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.errLines()).last().asString().contains("a training has begun here");
  }

  @Test
  void versionSaysWhatRuns() {
    assertThat(CommandRun.of("version").out()).startsWith("auricle ").contains("Java");
  }
}
