package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

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
    JsonNode half = report.get("sensitivities").get(0);
    assertThat(half.get("missed").asInt()).isEqualTo(1); // nobody says "something"
    assertThat(half.get("falseAlarms").asInt()).isEqualTo(1); // in the second "something else"
    assertThat(half.get("medianDelaySeconds").asDouble()).isBetween(0.0, 1.0);
    CommandRun text = CommandRun.of("spot", "eval", "--draw", "1", "--words", "2", manifest);
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out()).contains("1, said in 1 recordings").contains("false alarms");
    assertThat(CommandRun.of("spot", "eval", "stop").errLines().get(0)).contains("MANIFEST");
  }
}
