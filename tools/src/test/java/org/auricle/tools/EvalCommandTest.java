package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Evaluations of a model of random weights, which hears something in every tone. */
class EvalCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static String model;
  private static String manifest;
  private static String noise;

  @BeforeAll
  static void makeModelAndRecordings() throws IOException {
    model = Fixtures.bundle(folder).toString();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Path tone = Fixtures.tone(folder.resolve("tone" + i + ".wav"), 200 + 300 * i, 0.4 + 0.1 * i);
      lines.add(
          """
          {"audio_filepath": "%s", "duration": 1, "text": "a b", "speaker": "%s", "age": %d}\
          """
              .formatted(tone.getFileName(), i % 2 == 0 ? "even" : "odd", 20 + i));
    }
    manifest = Files.write(folder.resolve("tones.jsonl"), lines).toString();
    Path hum = Fixtures.tone(folder.resolve("hum.wav"), 50, 0.3);
    noise =
        Files.writeString(folder.resolve("noise.jsonl"), Fixtures.entry(hum, 0.3, "")).toString();
  }

  private static CommandRun eval(String... more) {
    List<String> arguments = new ArrayList<>(List.of("eval", "-m", model));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static ObjectNode json(CommandRun run) {
    assertThat(run.code()).as(run.err()).isZero();
    return (ObjectNode) JSON.readTree(run.out());
  }

  @Test
  void theNumberOfThreadsChangesNothingButTheTime() {
    ObjectNode one = json(eval("--json", "--threads", "1", "--by", "age", manifest));
    ObjectNode three =
        json(eval("--json", "--threads", "3", "--batch", "2", "--by", "age", manifest));
    for (ObjectNode found : List.of(one, three)) {
      found.remove(List.of("computeSeconds", "realTimeFactor", "threads"));
    }
    assertThat(three).isEqualTo(one);
    assertThat(one.get("blocks").asInt()).isEqualTo(2);
    assertThat(one.get("blocksAre").asString()).isEqualTo("speakers");
    assertThat(one.get("by").propertyNames()).containsExactlyInAnyOrder("age", "speaker");
    assertThat(one.get("by").get("age").size()).isEqualTo(7);
    assertThat(one.get("results").get(6).get("file").asString()).endsWith("tone6.wav");
    double low = one.get("werInterval").get(0).asDouble();
    double high = one.get("werInterval").get(1).asDouble();
    assertThat(one.get("wer").asDouble()).isBetween(low, high);
  }

  @Test
  void ofNothingReadThereIsNoRate() throws IOException {
    Path gone =
        Files.writeString(
            folder.resolve("gone.jsonl"), Fixtures.entry(folder.resolve("gone.wav"), 1, "a"));
    CommandRun text = eval(gone.toString());
    assertThat(text.code()).isEqualTo(2);
    assertThat(text.out())
        .contains("recordings that could not be read, and are in no rate: 1")
        .contains("WER   none: no recording could be read")
        .doesNotContain("0.00 %");
    assertThat(text.errLines())
        .containsExactly("auricle: " + gone + ", line 1: " + folder + "/gone.wav: no such file");
    CommandRun page = eval("--json", gone.toString());
    JsonNode object = JSON.readTree(page.out());
    assertThat(page.code()).isEqualTo(2);
    for (String rate : List.of("wer", "cer", "ser", "werInterval", "cerInterval")) {
      assertThat(object.get(rate).isNull()).as(rate).isTrue();
    }
    assertThat(object.get("failed").size()).isEqualTo(1);
  }

  @Test
  void savedResultsAreComparedAsTheModelsThemselves() throws IOException {
    Path saved = folder.resolve("saved.json");
    CommandRun run = eval("--json", "--compare", model, manifest);
    Files.writeString(saved, run.out());
    JsonNode same = json(run).get("comparison");
    assertThat(same.get("bootstrap").get("points").asDouble()).isZero();
    assertThat(same.get("matchedPairs").get("exactP").asDouble()).isEqualTo(1);
    assertThat(same.get("significant").asBoolean()).isFalse();

    ObjectNode better = json(run);
    better.get("results").forEach(result -> ((ObjectNode) result).put("hypothesis", "A  b"));
    Path perfect = Files.writeString(folder.resolve("perfect.json"), better.toString());
    CommandRun compared =
        CommandRun.of("eval", "compare", "--json", saved.toString(), perfect.toString());
    ObjectNode found = json(compared);
    assertThat(found.get("first").get("model").asString()).isEqualTo("saved.json (" + model + ")");
    assertThat(found.get("second").get("wer").asDouble()).isZero();
    double before = json(run).get("wer").asDouble();
    assertThat(found.get("first").get("wer").asDouble()).isEqualTo(before).isPositive();
    assertThat(found.get("bootstrap").get("points").asDouble()).isEqualTo(-before);
    assertThat(found.get("matchedPairs").get("segments").asInt()).isEqualTo(7);
    assertThat(found.get("matchedPairs").get("exactP").asDouble()).isEqualTo(0.01563); // 2 / 2^7
    assertThat(found.get("significant").asBoolean()).isTrue();
    assertThat(CommandRun.of("eval", "compare", saved.toString(), perfect.toString()).out())
        .contains("perfect.json (" + model + ") makes fewer errors");
  }

  @Test
  void resultsOfOtherRecordingsAreNotCompared() throws IOException {
    String good = "{\"results\": [{\"file\": \"a\", \"reference\": \"x\", \"hypothesis\": \"y\"}]}";
    String a = save("a.json", good);
    assertThat(compare(a, save("b.json", good.replace("\"x\"", "\"z\""))))
        .contains("result 1 of b.json", "said \"z\" (expected: \"x\"");
    assertThat(compare(a, save("b.json", "{\"results\": []}"))).contains("1 of a.json", "0 of b");
    assertThat(compare(a, save("b.json", "[")))
        .contains("b.json: not JSON (expected: what \"auricle eval --json\" prints)");
    assertThat(compare(a, save("b.json", "{}"))).contains("b.json: no \"results\"");
    assertThat(compare(a, save("b.json", good.replace("\"y\"", "3"))))
        .contains("b.json, result 1: \"hypothesis\": 3 (expected: a string)");
    assertThat(compare(a, folder.resolve("none.json").toString())).contains("no such file");
  }

  private static String save(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String compare(String a, String b) {
    CommandRun run = CommandRun.of("eval", "compare", a, b);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errLines()).hasSize(1);
    return run.err();
  }

  @Test
  void aSweepHasARateForEachRatio() {
    String[] sweep = {"--json", "--noise", noise, "--snr", "20,0", manifest};
    ObjectNode found = json(eval(sweep));
    JsonNode line = found.get("noise").get("models").get(0);
    assertThat(line.get("noisy").get(0).get("snrDb").asDouble()).isZero();
    assertThat(line.get("noisy").get(1).get("snrDb").asDouble()).isEqualTo(20);
    assertThat(line.get("clean").get("wer")).isEqualTo(found.get("wer"));
    assertThat(json(eval(sweep)).get("noise")).isEqualTo(found.get("noise"));
    assertThat(eval("--noise", noise, manifest).out().lines())
        .anyMatch(text -> text.matches(" +30 .*times"))
        .anyMatch(text -> text.startsWith(" clean "));
  }

  @Test
  void thePageShowsWhatWentWrongAndNeedsNothingElse() throws IOException {
    Path page = folder.resolve("page.html");
    CommandRun run =
        eval(
            "--html",
            page.toString(),
            "--worst",
            "2",
            "--compare",
            model,
            "--noise",
            noise,
            "--snr",
            "5",
            manifest);
    assertThat(run.code()).as(run.err()).isZero();
    String html = Files.readString(page);
    assertThat(html.split("<audio", -1)).hasSize(3);
    assertThat(html.split("data:image/png", -1)).hasSize(1 + 2 * 2); // spectrogram, posteriors
    assertThat(html)
        .contains("By speaker", "By length", "By snr", "Two models", "no noise", "Substituted")
        .contains("<h2>Characters</h2>")
        .doesNotContain("http:", "https:", "NaN");
    assertThat(eval("--html", folder.resolve("no/page.html").toString(), manifest).err())
        .contains("no such folder");
  }

  @Test
  void streamsAreMeasuredWithTheLatencyAskedFor() {
    JsonNode whole = json(eval("--json", manifest)).get("results");
    String[] everything = {"--json", "--stream", "--chunk", "9", "--look-ahead", "0", manifest};
    assertThat(json(eval(everything)).get("results")).isEqualTo(whole);
    String[] little = {"--json", "--stream", "--chunk", "0.1", "--look-ahead", "0", manifest};
    assertThat(json(eval(little)).get("results")).isNotEqualTo(whole);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThat(eval("--chunk", "1", "--look-ahead", "1", manifest).err())
        .contains("--chunk: needs --stream");
    assertThat(eval("--stream", "--chunk", "1", manifest).err())
        .contains("--chunk, --look-ahead: one alone (expected: both or neither)");
    assertThat(eval("--stream", "--chunk", "0", "--look-ahead", "1", manifest).err())
        .contains("chunkSeconds: 0.0 (expected: > 0");
    assertThat(eval("--snr", "0", manifest).err()).contains("--snr: needs --noise MANIFEST");
    assertThat(eval("--noise", noise, "--snr", "400", manifest).err())
        .contains("--snr: 400.0 (expected: -100..100)");
    assertThat(eval("--by", "height", manifest).err())
        .contains("--by: height (expected: one of age, length, snr, speaker)");
    assertThat(eval("--noise", "nowhere.jsonl", manifest).code()).isEqualTo(2);
  }

  @Test
  void aFullDiskIsAFailureOfEveryCommand() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    for (String[] command :
        List.of(
            new String[] {"transcribe", "-m", model, folder.resolve("tone0.wav").toString()},
            new String[] {"inspect", model},
            new String[] {"version"},
            new String[] {"eval", "--help"})) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(full, false, StandardCharsets.UTF_8);
      PrintStream notes = new PrintStream(err, true, StandardCharsets.UTF_8);
      assertThat(Auricle.run(new Console(out, notes, 0), command)).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .isEqualTo("auricle: standard output: cannot be written, results are missing\n");
    }
  }
}
