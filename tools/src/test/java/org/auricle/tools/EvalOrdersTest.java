package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/** Evaluations of orders by a model of random weights. */
class EvalOrdersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static String model;
  private static String noise;
  private static String orders;
  private static String others;

  @BeforeAll
  static void makeModelAndRecordings() throws IOException {
    model = Fixtures.bundle(folder).toString();
    Path tone = Fixtures.tone(folder.resolve("tone.wav"), 400, 0.5);
    noise =
        write(
            "noise.jsonl",
            Fixtures.entry(Fixtures.tone(folder.resolve("hum.wav"), 50, 0.3), 0.3, ""));
    others = write("others.jsonl", Fixtures.entry(tone, 0.5, "b a"));
    String row = "{\"audio_filepath\": \"tone.wav\", \"duration\": 1, \"text\": \"\", ";
    orders =
        write(
            "orders.jsonl",
            row + "\"intent\": \"go\", \"slots\": {\"x\": \"b\"}}",
            row + "\"intent\": \"stop\", \"slots\": {}}",
            row + "\"speaker\": \"nobody\"}");
  }

  private static String write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines)).toString();
  }

  /** Accepts whatever its sentences are like, so that something is understood. */
  private static String domain() throws IOException {
    return write(
        "domain.yaml",
        "settings: {rejection: 1000}",
        "context:",
        "  expressions:",
        "    go: [\"a $x\"]",
        "    stop: [b]",
        "  slots: {x: [a, b]}");
  }

  private static CommandRun eval(String... more) {
    List<String> arguments = new ArrayList<>(List.of("eval", "-m", model));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void countsOrdersInNoiseAndOtherSpeech() throws IOException {
    Path page = folder.resolve("page.html");
    CommandRun run =
        eval(
            "--domain",
            domain(),
            "--noise",
            noise,
            "--snr",
            "6,12",
            "--reject",
            others,
            "--json",
            "--html",
            page.toString(),
            orders);
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode found = JSON.readTree(run.out());
    assertThat(found.get("orders").asInt()).isEqualTo(3);
    int right = 0;
    for (JsonNode result : found.get("results")) {
      boolean same = result.get("wanted").equals(result.get("understood"));
      assertThat(result.get("right").asBoolean()).isEqualTo(same);
      right += same ? 1 : 0;
    }
    assertThat(found.get("right").asInt()).isEqualTo(right).isLessThanOrEqualTo(1); // one recording
    assertThat(found.get("noise").get("points").size()).isEqualTo(2);
    double mean = 0;
    for (JsonNode point : found.get("noise").get("points")) {
      mean += point.get("rightPercent").asDouble() / 2;
    }
    assertThat(found.get("noise").get("meanPercent").asDouble())
        .isEqualTo(mean, org.assertj.core.api.Assertions.within(0.01));
    JsonNode other = found.get("otherSpeech").get(0);
    assertThat(other.get("recordings").asInt()).isEqualTo(1);
    String understood = other.get("results").get(0).get("understood").get("intent").asString();
    assertThat(other.get("taken").asInt()).isEqualTo(understood.isEmpty() ? 0 : 1);
    assertThat(Files.readString(page)).contains("Orders understood", "Noise", "Other speech");
    CommandRun text = eval("--domain", domain(), "--reject", others, orders);
    assertThat(text.out()).contains("3 orders", "other speech: " + others);
  }

  @Test
  void saysWhatDoesNotFitTogether() throws IOException {
    assertThat(eval("--reject", others, orders).err()).contains("--reject: needs --domain FILE");
    assertThat(eval("--domain", domain(), "--by", "speaker", orders).err())
        .contains("--by: not with --domain");
    assertThat(eval("--domain", domain(), "--boost", "a", orders).err())
        .contains("--grammar, --boost: not with --domain");
    String row = "{\"audio_filepath\": \"tone.wav\", \"duration\": 1, \"text\": \"\", ";
    String typo = write("typo.jsonl", row + "\"intent\": \"og\"}");
    assertThat(eval("--domain", domain(), typo).err())
        .contains("typo.jsonl, line 1", "intent: og (expected: one of go, stop)");
    String slot = write("slot.jsonl", row + "\"intent\": \"go\", \"slots\": {\"y\": \"a\"}}");
    assertThat(eval("--domain", domain(), slot).err())
        .contains("slot.jsonl, line 1", "slot: y (expected: one of x)");
  }

  @Test
  void namesEveryWordThatTheModelCannotSpell() throws IOException {
    String strange =
        write(
            "strange.yaml",
            "context:",
            "  expressions:",
            "    go:",
            "      - a",
            "      - a 7",
            "    stop: [b 8]");
    CommandRun run = eval("--domain", strange, others);
    assertThat(run.code()).isEqualTo(Failures.INPUT);
    assertThat(run.err()).contains("strange.yaml:5: ", "\"7\"", "strange.yaml:6: ", "\"8\"");
  }
}
