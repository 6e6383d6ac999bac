package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.audio.AudioReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The oracle is each channel transcribed alone; the sample is said on each at another time. */
class TranscribeChannelsTest {
  private static final String MODEL = "--model=en-letters";

  private static final String SAMPLE = "../docs/samples/spelled.wav";
  private static final int RATE = 16_000;
  private static final int[] STARTS = {1, 8}; // seconds, by channel

  @TempDir private Path folder;

  private String call(int seconds) throws IOException {
    float[] said = AudioReader.read(Path.of(SAMPLE)).samples();
    SplittableRandom random = new SplittableRandom(5);
    ByteBuffer pcm = ByteBuffer.allocate(4 * seconds * RATE).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < seconds * RATE; i++) {
      for (int start : STARTS) {
        int at = i - start * RATE;
        float sample = at >= 0 && at < said.length ? 32_000 * said[at] : random.nextInt(9) - 4;
        pcm.putShort((short) sample);
      }
    }
    return Files.write(folder.resolve("call.raw"), pcm.array()).toString();
  }

  private static String run(String channel, String format, String file) {
    CommandRun run =
        CommandRun.of(
            "transcribe",
            MODEL,
            "--raw-encoding=pcm_s16le",
            "--raw-rate=16000",
            "--raw-channels=2",
            "--channel=" + channel,
            "--format=" + format,
            file);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  /** As a whole, and taken apart. */
  @ParameterizedTest
  @ValueSource(ints = {14, 65})
  void eachIsAsIfItWereAlone(int seconds) throws IOException {
    String file = call(seconds);
    JsonMapper mapper = JsonMapper.builder().build();
    JsonNode json = mapper.readTree(run("each", "json", file));
    assertThat(json.get("audioSeconds").asDouble()).isEqualTo(seconds);
    assertThat(json.get("channels")).hasSize(2);
    String lines = "";
    for (int c = 0; c < 2; c++) {
      JsonNode channel = json.get("channels").get(c);
      JsonNode alone = mapper.readTree(run(Integer.toString(c + 1), "json", file));
      for (String field : List.of("text", "words", "confidence", "alternatives")) {
        assertThat(channel.get(field)).isEqualTo(alone.get(field));
      }
      assertThat(channel.get("text").asString()).endsWith("two zero two six");
      assertThat(channel.get("words").get(0).get("start").asDouble())
          .isCloseTo(STARTS[c], within(0.5));
      lines += c + 1 + ": " + channel.get("text").asString() + "\n";
    }
    assertThat(run("each", "text", file)).isEqualTo(lines);
  }

  @Test
  void outputsSayTheChannel() throws IOException {
    String file = call(14);
    assertThat(run("each", "ctm", file).lines())
        .hasSize(22)
        .allMatch(line -> line.matches("call [12] .*"))
        .anyMatch(line -> line.startsWith("call 2 "));
    assertThat(run("each", "vtt", file)).contains("<v Channel 1>a u", "<v Channel 2>a u");
    assertThat(run("each", "srt", file)).contains("\n1: a u", "\n2: a u");
  }

  @Test
  void aMonoRecordingIsAsWithoutTheOption() {
    CommandRun each = CommandRun.of("transcribe", MODEL, "--channel", "each", "--json", SAMPLE);
    assertThat(each).isEqualTo(CommandRun.of("transcribe", MODEL, "--json", SAMPLE));
  }

  @Test
  void othersTakeOneChannel() {
    CommandRun run = CommandRun.of("vad", "--channel", "each", SAMPLE);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("auricle: --channel: each (expected: 1, 2, ...)\n");
    run = CommandRun.of("transcribe", "--channel", "0", SAMPLE);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("auricle: --channel: 0 (expected: 1, 2, ..., or each)\n");
  }
}
