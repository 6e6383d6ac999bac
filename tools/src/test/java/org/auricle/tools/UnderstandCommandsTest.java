package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnderstandCommandsTest {
  private static final String COUNTER =
      """
      context:
        expressions:
          order: ["get me a $size:size latte (on $day:day)"]
        slots:
          size: [small, {large: [large, big]}]
          day: {builtin: date}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeDomain() throws IOException {
    Files.writeString(folder.resolve("counter.yaml"), COUNTER);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandRun understand(String... more) {
    List<String> arguments = new ArrayList<>(List.of("understand", "--domain"));
    arguments.add(path("counter.yaml"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private CommandRun train(String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "domain", path("counter.yaml")));
    arguments.addAll(List.of("--out", path("run"), "--units=4", "--sentences=64", "--epochs=2"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static void assertFails(CommandRun run, String message) {
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void expressionsAreUnderstood() {
    CommandRun run = understand("Get me a BIG latte");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("intent: order (1.00)\n  size: large (1.00)\n");
    assertThat(understand("hello").out()).isEqualTo("intent: none (1.00)\n");
    CommandRun two = understand("hello", "get me a small latte on tomorrow", "--today=2026-12-31");
    assertThat(two.out())
        .isEqualTo(
            "hello\nintent: none (1.00)\nget me a small latte on tomorrow\nintent: order (1.00)\n"
                + "  size: small (1.00)\n  day: 2027-01-01 (1.00)\n");
    assertThat(understand("--json", "get me a big latte").out())
        .isEqualTo(
            "{\"input\":\"get me a big latte\",\"text\":\"get me a big"
                + " latte\",\"intent\":\"order\",\"confidence\":1.0,\"slots\":[{\"slot\":\"size\",\"value\":\"large\",\"text\":\"big\",\"confidence\":1.0}]}\n");
  }

  @Test
  void labelledSentencesAreChecked() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("said.jsonl"),
            "{\"text\": \"get me a big latte\", \"intent\": \"order\","
                + " \"slots\": {\"size\": \"large\"}}\n"
                + "{\"text\": \"get me a big latte\", \"intent\": \"order\"}\n\n"
                + "{\"text\": \"a latte\", \"intent\": \"order\"}\n"
                + "{\"text\": \"hello\"}\n{\"text\": \"get me a small latte\"}\n");
    CommandRun run = understand("--check", file.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("get me a big latte\n  meant:      order\n  understood: order size=large\n")
        .contains("a latte\n  meant:      order\n  understood: none\n")
        .endsWith(
            "3 orders: intent right 66.7 %, with all slots 33.3 %\n"
                + "2 other sentences: taken for an order 50.0 %\n");
    Files.writeString(file, "{\"intent\": \"order\"}\n");
    assertFails(
        understand("--check", file.toString()), ":1: no text (expected: text, intent, slots)");
    Files.writeString(file, "\n{\n");
    assertFails(understand("--check", file.toString()), ":2: not JSON (expected: one JSON");
    assertFails(understand(), "TEXT|AUDIO: missing (expected: texts, recordings, or --check)");
  }

  @Test
  void whatIsTrainedUnderstands() throws IOException {
    Files.writeString(
        folder.resolve("said.jsonl"),
        "{\"text\": \"a big latte\", \"intent\": \"order\", \"slots\": {\"size\": \"large\"}}\n");
    Files.writeString(folder.resolve("talk.txt"), "where is the station\n\nit rains\n");
    CommandRun run = train("--examples", path("said.jsonl"), "--other", path("talk.txt"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("1 intents, 2 slots", "1 examples", "epoch   2  loss", "orders whole");
    assertFails(train(), "a training has begun here (expected: --resume");
    CommandRun said =
        understand("get me a big latte", "a big one", "--understanding", path("run"), "--json");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out().lines()).hasSize(2);
    assertThat(said.out()).startsWith("{\"input\":\"get me a big latte\"");
    CommandRun other =
        CommandRun.of("understand", "x", "--domain", other(), "--understanding", path("run"));
    assertFails(other, "the model's intent order: not in the domain (expected: one of stop");
  }

  private String other() throws IOException {
    return Files.writeString(
            folder.resolve("other.yaml"), "context:\n  expressions:\n    stop: [stop]\n")
        .toString();
  }

  @Test
  void whatIsWrongIsSaidInALine() throws IOException {
    Files.writeString(folder.resolve("bad.jsonl"), "{\"text\": \"a\", \"intent\": \"buy\"}\n");
    Files.writeString(
        folder.resolve("counter.yaml"),
        "context:\n  expressions:\n    order: [\"a $size:size\", \"b $milk:milk\"]\n");
    CommandRun broken = understand("x");
    assertThat(broken.code()).isEqualTo(2);
    assertThat(broken.err()).contains("counter.yaml:3: ").doesNotContain("internal error");
    writeDomain();
    assertFails(train("--examples", path("bad.jsonl")), "bad.jsonl:1: intent: buy (expected: one");
    assertFails(train("--other", path("none.txt")), "none.txt: no such file");
    assertFails(
        train("--seed=1", "--learning-rate=2"), "learningRate: 2.0 (expected: within 0..1)");
    assertFails(
        CommandRun.of("train", "domain", path("counter.yaml"), "--out", path("run"), "--units=0"),
        "--units: 0 (expected: 1..1024)");
    assertFails(understand("x", "--today=soon"), "--today: soon (expected: a day as 2026-11-22)");
    assertFails(understand("x", "--understanding", path("none")), "none: no such file");
    assertFails(understand("x", "--understanding", path("bad.jsonl")), "bad.jsonl: header");
    assertFails(understand("nowhere.wav"), "nowhere.wav: no such file");
    assertFails(CommandRun.of("understand", "x"), "Missing required option: '--domain=FILE'");
  }
}
