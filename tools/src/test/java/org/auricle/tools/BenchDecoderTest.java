package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder of one utterance whose figures can be worked out by hand. */
class BenchDecoderTest {
  @TempDir private Path folder;

  /** Two frames over blank, space, a, b; a is said, b the posteriors would rather have. */
  @BeforeEach
  void write() throws IOException {
    float[] p = {0.1f, 0.1f, 0.3f, 0.5f, 0.4f, 0.2f, 0.2f, 0.2f};
    ByteBuffer bytes = ByteBuffer.allocate(4 * p.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : p) {
      bytes.putFloat((float) Math.log(value));
    }
    Files.write(folder.resolve("posteriors.f32"), bytes.array());
    Files.writeString(folder.resolve("symbols.txt"), "<blank>\n<space>\na\nb\n");
    Files.writeString(folder.resolve("index.tsv"), "u1\t0\t2\n");
    Files.writeString(folder.resolve("refs.txt"), "a\n");
    Files.writeString(folder.resolve("lexicon.txt"), "a\ta |\nb\tb |\n");
    Files.writeString(
        folder.resolve("lm.arpa"),
        "\\data\\\nngram 1=5\n\n\\1-grams:\n-2\t<unk>\n0\t<s>\n-0.5\t</s>\n-0.1\ta\n-1.5\tb\n"
            + "\n\\end\\\n");
  }

  private JsonNode bench(String... more) {
    String[] command = new String[more.length + 5];
    System.arraycopy(
        new String[] {"bench", "decoder", folder.toString(), "--json", "--seconds=0.01"},
        0,
        command,
        0,
        5);
    System.arraycopy(more, 0, command, 5, more.length);
    CommandRun run = CommandRun.of(command);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return JsonMapper.builder().build().readTree(run.out());
  }

  /** Paths of "a ": a-, aa, -a and a frame of space; a and space. */
  @Test
  void theObjectiveIsThatOfTheTextFound() {
    JsonNode row = bench("--beam=4");
    assertThat(row.get("beam").asInt()).isEqualTo(4);
    assertThat(row.get("framesPerSecond").asDouble()).isPositive();
    assertThat(row.get("wer").asDouble()).isZero();
    assertThat(row.get("cer").asDouble()).isZero();
    double paths = 0.3 * 0.4 + 0.3 * 0.2 + 0.1 * 0.2 + 0.3 * 0.2;
    double objective = Math.log(paths) + 0.5 * -0.6 * Math.log(10) + 2;
    assertThat(row.get("meanObjective").asDouble()).isCloseTo(objective, within(1e-3));
  }

  @Test
  void theModelOfTheObjectiveNeedNotBeTheSearchs() {
    JsonNode row = bench("--beam=4", "--no-lm");
    assertThat(row.get("wer").asDouble()).isEqualTo(100);
    double paths = 0.5 * 0.4 + 0.5 * 0.2 + 0.1 * 0.2 + 0.5 * 0.2;
    double objective = Math.log(paths) + 0.5 * -2 * Math.log(10) + 2;
    assertThat(row.get("meanObjective").asDouble()).isCloseTo(objective, within(1e-3));
    assertThat(bench("--beam=4", "--no-lm", "--n-best=9").get("oracleWer").asDouble()).isZero();
  }

  /** The search alone would rather have b, of which the text to learn from has little. */
  @Test
  void aLanguageModelThatLooksAtTheNBestPutsItInOrder() throws IOException {
    String text = Files.writeString(folder.resolve("text"), "a\n".repeat(20) + "b\n").toString();
    String run = folder.resolve("run").toString();
    CommandRun train =
        CommandRun.of("train", "lm", text, "--dev", text, "-o", run, "--hidden=4", "--embedding=4");
    assertThat(train.code()).as(train.err()).isZero();
    String rescore = "--rescore=" + folder.resolve("run/lm-lstm.safetensors");
    JsonNode row = bench("--beam=4", "--no-lm", rescore, "--rescore-weights=5,0,0,0");
    assertThat(row.get("wer").asDouble()).isZero();
    assertThat(row.get("nBest").asInt()).isEqualTo(100);
    assertThat(
            bench("--beam=4", "--no-lm", rescore, "--rescore-weights=0,0,0,0")
                .get("wer")
                .asDouble())
        .isEqualTo(100);
    CommandRun broken =
        CommandRun.of("bench", "decoder", folder.toString(), rescore, "--rescore-weights=1");
    assertThat(broken.code()).isEqualTo(2);
    assertThat(broken.err()).contains("--rescore-weights: [1.0] (expected: four numbers)");
    CommandRun alone =
        CommandRun.of("bench", "decoder", folder.toString(), "--rescore-weights=1,1,1,1");
    assertThat(alone.err()).contains("there is nothing to weigh (expected: --rescore)");
    CommandRun none = CommandRun.of("bench", "decoder", folder.toString(), "--beam=4,0");
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("beamWidth: 0 (expected: >= 1)");
  }

  @Test
  void printsATable() {
    CommandRun run =
        CommandRun.of(
            "bench", "decoder", folder.toString(), "--seconds=0.01", "--beam=1,2", "--no-lexicon");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("frames/s", "mean objective");
    assertThat(run.out().lines()).hasSize(3);
  }

  @Test
  void saysWhatIsWrongWithAFolder() throws IOException {
    assertFails("beamWidth: 0 (expected: >= 1)", "--beam=0");
    assertFails("dev_posteriors.f32: no such file", "--dev");
    Files.writeString(folder.resolve("refs.txt"), "a\nb\n");
    assertFails("2 references to 1 utterances of 2 frames");
    Files.writeString(folder.resolve("index.tsv"), "u1\t1\t2\n");
    assertFails("(expected: id, first frame, number of frames, within the 2 of");
    Files.writeString(folder.resolve("symbols.txt"), "a\nb\n");
    assertFails("no <blank> or no <space>");
  }

  private void assertFails(String message, String... more) {
    String[] command = new String[more.length + 3];
    System.arraycopy(new String[] {"bench", "decoder", folder.toString()}, 0, command, 0, 3);
    System.arraycopy(more, 0, command, 3, more.length);
    CommandRun run = CommandRun.of(command);
    assertThat(run.errLines()).singleElement().asString().contains(message);
    assertThat(run.code()).isEqualTo(Failures.INPUT);
  }
}
