package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The oracle is the short recording that the long one is made of. */
class LongRecordingTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Sure of every letter of the synthetic sample, whatever silence is left around it. */
  private static final String MODEL = "--model=en-letters";

  private static final String SAMPLE = "../docs/samples/spelled.wav";
  private static final int RATE = 16_000;
  private static final int SECONDS = 40 * 60;
  private static final int HEADER_BYTES = 44;

  @TempDir private Path folder;

  /** Its samples take 154 MB as the network would have them. */
  @Test
  void fortyMinutesFitIntoLessThanTheirSamplesTakeAndWordsHaveTheirTimes() throws Exception {
    JsonNode once = JSON.readTree(CommandRun.of("transcribe", "--json", MODEL, SAMPLE).out());
    assertThat(once.get("words")).hasSize(11);
    int[] starts = {61, 62 + 7, 20 * 60, SECONDS - 6};
    Path out = folder.resolve("out.json");
    Path err = folder.resolve("err.txt");
    Process child =
        ChildCommand.of(
                List.of("-Xmx128m"),
                List.of(
                    "transcribe",
                    "--json",
                    MODEL,
                    "--raw-encoding",
                    "pcm_s16le",
                    "--raw-rate",
                    "16000",
                    "-"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try (OutputStream in = new BufferedOutputStream(child.getOutputStream(), 1 << 16)) {
      writeRecording(in, starts);
    } finally {
      assertThat(child.waitFor()).as(Files.readString(err)).isZero();
    }

    JsonNode all = JSON.readTree(Files.readString(out));
    assertThat(all.get("audioSeconds").asDouble()).isEqualTo(SECONDS);
    assertThat(all.get("words")).hasSize(11 * starts.length);
    for (int i = 0; i < all.get("words").size(); i++) {
      JsonNode expected = once.get("words").get(i % 11);
      JsonNode found = all.get("words").get(i);
      double start = starts[i / 11];
      assertThat(found.get("word")).isEqualTo(expected.get("word"));
      assertThat(found.get("start").asDouble())
          .isCloseTo(start + expected.get("start").asDouble(), within(0.1));
      assertThat(found.get("end").asDouble())
          .isCloseTo(start + expected.get("end").asDouble(), within(0.1));
    }
  }

  @Test
  void theTextOfALongOneIsOneLineAndAWholeOneMayBeAskedFor() throws IOException {
    Path file = folder.resolve("long.raw");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      writeRecording(out, 70, new int[] {2, 30, 60});
    }
    List<String> command =
        new ArrayList<>(
            List.of("transcribe", MODEL, "--raw-encoding", "pcm_s16le", "--raw-rate", "16000"));
    command.add(file.toString());
    String sample = "a u r i c l e two zero two six";
    String three = String.join(" ", sample, sample, sample);
    CommandRun run = CommandRun.of(command.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(three + "\n");
    command.addAll(List.of("--vad", "none", "--json"));
    JsonNode whole = JSON.readTree(CommandRun.of(command.toArray(String[]::new)).out());
    assertThat(whole.get("audioSeconds").asDouble()).isEqualTo(70);
    assertThat(whole.get("text").asString().toLowerCase(Locale.ROOT)).contains("zero");
  }

  private static void writeRecording(OutputStream out, int[] starts) throws IOException {
    writeRecording(out, SECONDS, starts);
  }

  /** Faint noise, and the sample from each of these seconds on. */
  private static void writeRecording(OutputStream out, int seconds, int[] starts)
      throws IOException {
    byte[] wav = Files.readAllBytes(Path.of(SAMPLE));
    byte[] speech = Arrays.copyOfRange(wav, HEADER_BYTES, wav.length);
    assertThat(new String(wav, HEADER_BYTES - 8, 4, StandardCharsets.US_ASCII)).isEqualTo("data");
    SplittableRandom random = new SplittableRandom(5);
    long at = 0;
    for (int start : starts) {
      writeNoise(out, start * (long) RATE - at, random);
      out.write(speech);
      at = start * (long) RATE + speech.length / 2;
    }
    writeNoise(out, seconds * (long) RATE - at, random);
  }

  private static void writeNoise(OutputStream out, long samples, SplittableRandom random)
      throws IOException {
    for (long i = 0; i < samples; i++) {
      int sample = random.nextInt(9) - 4;
      out.write(sample);
      out.write(sample >> 8);
    }
  }
}
