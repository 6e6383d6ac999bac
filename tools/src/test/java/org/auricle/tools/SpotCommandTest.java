package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In the recording that ships, which says "a u r i c l e two zero two six". */
class SpotCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path SAMPLE = Path.of("../docs/samples/spelled.wav");

  @TempDir private Path folder;

  @Test
  void hitsAreLinesOrJson() {
    String sample = SAMPLE.toString();
    CommandRun text = CommandRun.of("spot", "two zero two six|seven nine", sample);
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out()).matches("2\\.\\d\\d 3\\.\\d\\d [01]\\.\\d\\d two zero two six\\R");
    CommandRun json =
        CommandRun.of("spot", "--json", "two zero two six", sample, "nowhere.wav", sample);
    assertThat(json.code()).isEqualTo(2);
    List<String> lines = json.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("nowhere.wav: no such file");
    assertThat(lines.get(2)).isEqualTo(lines.get(0));
    JsonNode hit = JSON.readTree(lines.get(0)).get("hits").get(0);
    assertThat(hit.get("phrase").asString()).isEqualTo("two zero two six");
    assertThat(text.out())
        .startsWith("%.2f %.2f".formatted(hit.get("start").asDouble(), hit.get("end").asDouble()));
  }

  @Test
  void whatCannotBeLookedForIsNamed() {
    String sample = SAMPLE.toString();
    assertThat(CommandRun.of("spot").errLines().get(0)).contains("PHRASE: missing");
    assertThat(CommandRun.of("spot", "stop").errLines().get(0)).contains("FILE: missing");
    CommandRun unknown = CommandRun.of("spot", "hey 42", sample);
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.errLines().get(0)).contains("42");
    assertThat(CommandRun.of("spot", "stop|", sample).errLines().get(0))
        .contains("phrase: \"\" (expected: at least one word)");
    assertThat(CommandRun.of("spot", "--sensitivity", "2", "stop", sample).errLines().get(0))
        .contains("sensitivity: 2.0 (expected: 0..1)");
  }

  private Path manifest() throws IOException {
    Path manifest = folder.resolve("manifest.jsonl");
    String audio = SAMPLE.toAbsolutePath().toString().replace("\\", "/");
    Files.writeString(
        manifest,
        """
        {"audio_filepath": "%1$s", "duration": 4.2, "text": "a u r i c l e two zero two six"}
        {"audio_filepath": "%1$s", "duration": 4.2, "text": "something else"}
        """
            .formatted(audio));
    return manifest;
  }

  @Test
  void missesAndFalseAlarmsAreCounted() throws IOException {
    String manifest = manifest().toString();
    CommandRun run =
        CommandRun.of(
            "spot",
            "eval",
            "two zero two six|something",
            manifest,
            "--sensitivity",
            "0.5",
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode report = JSON.readTree(run.out());
    assertThat(report.get("said").asInt()).isEqualTo(2); // each phrase by one text
    JsonNode half = report.get("results").get(0);
    assertThat(half.get("missed").asInt()).isEqualTo(1); // nobody says "something"
    assertThat(half.get("falseAlarms").asInt()).isEqualTo(1); // in the second "something else"
    assertThat(half.get("medianDelaySeconds").asDouble()).isBetween(0.0, 1.0);
    assertThat(half.get("missedPercent").asDouble()).isEqualTo(50);
    assertThat(half.get("missedInterval").get("low").asDouble()).isBetween(9.4, 9.6); // Wilson
    assertThat(half.get("anHour").asDouble() * report.get("hoursPerPhrase").asDouble())
        .isCloseTo(1.0 / 2, within(1e-9)); // one, of two phrases
    assertThat(report.get("byWords")).hasSize(2);
    assertThat(report.get("byPhrase").get(1).get("name").asString()).isEqualTo("something");
    assertThat(report.get("byPhrase").get(1).at("/results/0/missed").asInt()).isEqualTo(1);
    CommandRun text = CommandRun.of("spot", "eval", "--draw", "1", "--words", "2", manifest);
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out()).contains("1, said in 1 recordings").contains("false alarms");
    assertThat(CommandRun.of("spot", "eval", "stop").errLines().get(0)).contains("MANIFEST");
  }

  @Test
  void severalLengthsAreDrawnAndAPageShowsThem() throws IOException {
    Path html = folder.resolve("curve.html");
    CommandRun run =
        CommandRun.of(
            "spot",
            "eval",
            "--draw",
            "1",
            "--words",
            "4,2",
            "--sensitivity",
            "0.2,0.8",
            "--html",
            html.toString(),
            manifest().toString());
    assertThat(run.code()).as(run.err()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(10);
    assertThat(lines.get(0)).contains("2 words"); // the shortest first
    assertThat(lines.get(5)).contains("4 words");
    assertThat(lines.get(6)).contains("1, said in 1 recordings");
    String page = Files.readString(html);
    assertThat(page.split("<svg", -1)).hasSize(3); // a curve for each length
    assertThat(page.split("<circle", -1)).hasSize(5); // a point for each sensitivity
    assertThat(page).contains("Phrases at 0.8").contains("4 words: 1 phrases, said 1 times");
    assertThat(
            CommandRun.of("spot", "eval", "--html", "nowhere/x.html", "stop", manifest().toString())
                .errLines()
                .get(0))
        .contains("nowhere/x.html: no such folder");
  }
}
