package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.engine.audio.AudioClip;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static String model;
  private static String manifest;

  @BeforeAll
  static void makeModelAndRecordings() throws IOException {
    model = Fixtures.bundle(folder).toString();
    Fixtures.tone(folder.resolve("a.wav"), 200, 0.2);
    Fixtures.tone(folder.resolve("b.wav"), 3000, 1.3);
    manifest =
        Files.writeString(
                folder.resolve("list.jsonl"),
                """
                {"audio_filepath": "a.wav", "duration": 0.2, "text": "a"}
                {"audio_filepath": "b.wav", "duration": 1.3, "text": "b"}
                """)
            .toString();
  }

  private static CommandRun load(String... more) {
    String[] arguments = new String[more.length + 6];
    System.arraycopy(
        new String[] {"load", manifest, "--model", model, "--warm-up=0", "--ramp=0"},
        0,
        arguments,
        0,
        6);
    System.arraycopy(more, 0, arguments, 6, more.length);
    return CommandRun.of(arguments);
  }

  @Test
  void speakersPlayInRealTimeAndAreAnswered() {
    CommandRun run = load("--streams=3", "--seconds=2", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode json = JSON.readTree(run.out());
    assertThat(json.get("errors").asInt()).isZero();
    assertThat(json.get("streams").asInt()).isEqualTo(3);
    assertThat(json.get("paced").asBoolean()).isTrue();
    // each begins, at least, one short and one long recording within two seconds
    assertThat(json.get("calls").asInt()).isBetween(6, 30);
    JsonNode finals = json.get("finalLatencyMillis");
    assertThat(finals.get("count").asInt()).isEqualTo(json.get("calls").asInt());
    assertThat(finals.get("p50").asDouble()).isPositive();
    assertThat(finals.get("p95").asDouble()).isGreaterThanOrEqualTo(finals.get("p50").asDouble());
    assertThat(json.get("interimLatencyMillis").has("p99")).isTrue();
  }

  @Test
  void saturationIsFasterThanRealTime() {
    CommandRun run = load("--streams=2", "--seconds=5", "--saturate", "--no-batching", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode json = JSON.readTree(run.out());
    assertThat(json.get("paced").asBoolean()).isFalse();
    assertThat(json.get("audioSecondsPerSecond").asDouble()).isPositive();
  }

  @Test
  void aServerThatIsNotThereIsToldAtOnce() {
    CommandRun run = load("--streams=2", "--seconds=0.5", "--server=localhost:1", "--json");
    assertThat(run.code()).isOne();
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines())
        .singleElement()
        .asString()
        .startsWith("auricle: --server: localhost:1 does not answer: ")
        .contains("Connection refused");
  }

  @Test
  void badUsageIsOneLine() {
    assertThat(load("--streams=0").errLines())
        .containsExactly("auricle: --streams: 0 (expected: 1..10000)");
    assertThat(load("--server=localhost:1", "--no-batching").code()).isEqualTo(2);
  }

  @Test
  void aMessageIsDueWhenItsLastSampleHasBeenSpoken() {
    LoadAudio audio = LoadAudio.of(new AudioClip(new float[2_500], 10_000), 100);
    assertThat(audio.chunks()).hasSize(3);
    assertThat(audio.dueSeconds(0)).isEqualTo(0.1);
    assertThat(audio.dueSeconds(2)).isEqualTo(0.25);
    assertThat(audio.chunkOf(0)).isZero();
    assertThat(audio.chunkOf(0.1)).isZero();
    assertThat(audio.chunkOf(0.1001)).isOne();
    assertThat(audio.chunkOf(0.25)).isEqualTo(2);
    assertThat(audio.chunks().get(2).size()).isEqualTo(1_000);
  }

  @Test
  void percentilesAreOfWhatBeganInTheTimeMeasured() {
    LoadStatistics statistics = new LoadStatistics();
    statistics.measure(1_000, 2_000_001_000);
    for (int i = 1; i <= 200; i++) {
      statistics.last(i, 1e6); // before
      statistics.last(1_000 + i, i);
    }
    statistics.completed(1_500, 3);
    statistics.failed(Status.UNAVAILABLE);
    JsonNode json = statistics.json(7, true);
    assertThat(json.get("finalLatencyMillis").get("count").asInt()).isEqualTo(200);
    assertThat(json.get("finalLatencyMillis").get("p50").asDouble()).isEqualTo(100);
    assertThat(json.get("finalLatencyMillis").get("p95").asDouble()).isEqualTo(190);
    assertThat(json.get("finalLatencyMillis").get("p99").asDouble()).isEqualTo(198);
    assertThat(json.get("interimLatencyMillis").get("count").asInt()).isZero();
    assertThat(json.get("interimLatencyMillis").get("p95").isNull()).isTrue(); // of nothing
    assertThat(statistics.text(7, true))
        .contains("interim results after none", "final results after   p50 100 ms");
    assertThat(json.get("audioSecondsPerSecond").asDouble()).isEqualTo(1.5);
    assertThat(json.get("errors").asInt()).isOne();
    assertThat(json.get("errorsByStatus").get("UNAVAILABLE").asInt()).isOne();
  }

  @Test
  void ordersAreUnderstoodAndTheirWaitingCounted() throws IOException {
    Path spelled = Path.of("..", "docs", "samples", "spelled.wav").toAbsolutePath().normalize();
    Path orders =
        Files.writeString(
            folder.resolve("orders.jsonl"),
            "{\"audio_filepath\": \"" + spelled + "\", \"duration\": 4, \"text\": \"a\"}\n");
    Path domain =
        Files.writeString(
            folder.resolve("codes.yaml"),
            """
            context:
              expressions:
                find: "a u r i c l e $digit:a $digit:b $digit:c $digit:d"
              slots:
                digit: [zero, one, two, six]
            """);
    CommandRun run =
        CommandRun.of(
            "load",
            orders.toString(),
            "--assistant=" + domain,
            "--streams=1",
            "--seconds=1",
            "--warm-up=0",
            "--ramp=0",
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode json = JSON.readTree(run.out());
    assertThat(json.get("noMatches").asInt()).isZero();
    JsonNode meant = json.get("intentLatencyMillis");
    assertThat(meant.get("count").asInt()).isOne();
    assertThat(json.get("intentFromSpeechMillis").get("p95").asDouble())
        .as("with the three tenths of silence that end a whole order")
        .isGreaterThan(300);
  }

  @Test
  void optionsThatDoNotFitAreRefused() {
    assertThat(load("--end-silence=0.3").err()).contains("--end-silence: without --assistant");
    assertThat(load("--assistant=x.yaml", "--saturate").err()).contains("--saturate: with");
    assertThat(load("--assistant=" + folder.resolve("x.yaml")).err())
        .contains("x.yaml (expected: a domain file)");
  }

  @Test
  void eachFaultOfADomainHasItsLine() throws IOException {
    Path domain =
        Files.writeString(
            folder.resolve("faults.yaml"),
            """
            context:
              expressions:
                find: "a $digit:a"
                lose: "b $letter:b"
            """);
    assertThat(load("--assistant=" + domain).err())
        .contains("faults.yaml:3: ", "\nauricle: " + domain + ":4: ", "2 faults");
  }
}
