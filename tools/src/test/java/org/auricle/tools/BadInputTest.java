package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a user gets wrong ends in one line that says what, and in exit code 2. */
class BadInputTest {
  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> brokenAudio() throws IOException {
    Map<String, Path> broken = BrokenFiles.write(folder);
    assertThat(broken).hasSizeGreaterThanOrEqualTo(40);
    return broken.entrySet().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey().replaceAll("\\p{Cntrl}", "?"), () -> isRefused(file.getValue())));
  }

  private static void isRefused(Path file) {
    CommandRun run = CommandRun.of("transcribe", file.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    String name = file.toString().replaceAll("\\p{Cntrl}", "?");
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).startsWith("auricle: " + name).doesNotContain("Exception");
  }

  @Test
  void fileWithoutPermission() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.wav"), "x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "runs as a user who may read everything");
    assertThat(CommandRun.of("transcribe", file.toString()))
        .isEqualTo(new CommandRun(2, "", "auricle: " + file + ": permission denied\n"));
  }

  @Test
  void everyFileIsTried() throws IOException {
    String text = Files.writeString(folder.resolve("a.wav"), "text").toString();
    CommandRun run = CommandRun.of("transcribe", "nowhere.wav", text);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errLines())
        .containsExactly(
            "auricle: nowhere.wav: no such file",
            "auricle: "
                + text
                + " at byte 0: unknown format (expected: WAV, AIFF, AU, FLAC, Ogg Opus, Ogg"
                + " Vorbis, MP3 or SPHERE)");
  }

  @Test
  void jsonHasAnObjectForAFileThatFails() {
    CommandRun run = CommandRun.of("transcribe", "--json", "nowhere.wav");
    assertThat(run.out())
        .isEqualTo("{\"file\":\"nowhere.wav\",\"error\":\"nowhere.wav: no such file\"}\n");
  }

  @Test
  void debugShowsWhere() {
    assertThat(CommandRun.of("transcribe", "--debug", "nowhere.wav").err())
        .contains("AudioFormatException")
        .contains("\tat ");
  }

  @Test
  void allThatIsWrongWithManifestsIsSaidBeforeTrainingStarts() throws IOException {
    StringBuilder train = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      train.append(Fixtures.entry(folder.resolve("no" + i + ".wav"), 1, "a"));
    }
    Path manifest = Files.writeString(folder.resolve("faulty.jsonl"), train);
    Path recipe =
        Files.writeString(
            folder.resolve("faulty.json"),
            "{\"train\": [{\"manifest\": \"faulty.jsonl\"}], \"dev\": \"nowhere.jsonl\"}");
    Path out = folder.resolve("run");
    CommandRun run = CommandRun.of("train", recipe.toString(), "--out", out.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errLines()).hasSize(51);
    assertThat(run.errLines().get(49))
        .isEqualTo(
            "auricle: " + manifest + ", line 50: " + folder.resolve("no49.wav") + ": no such file");
    assertThat(run.errLines().get(50)).isEqualTo("auricle: and 11 more; 61 faults");
  }

  @TestFactory
  Stream<DynamicTest> badUsage() {
    return Stream.of(
            List.of("transcribe"),
            List.of("transcribe", "--no-such-option", "a.wav"),
            List.of("transcribe", "--alternatives", "0", "a.wav"),
            List.of("transcribe", "--alternatives", "many", "a.wav"),
            List.of("transcribe", "--raw-rate", "8000", "a.raw"),
            List.of("transcribe", "--raw-encoding", "pcm_s16le", "a.raw"),
            List.of("transcribe", "--raw-encoding", "pcm_s16le", "--raw-rate", "1", "a.raw"),
            List.of("transcribe", "--raw-encoding", "mp3", "--raw-rate", "8000", "a.raw"),
            List.of("eval", "nowhere.jsonl"),
            List.of("eval"),
            List.of("train", "nowhere.json", "--out", "x"),
            List.of("serve", "--port", "70000"),
            List.of("no-such-command"))
        .map(
            arguments ->
                DynamicTest.dynamicTest(
                    String.join(" ", arguments),
                    () -> {
                      CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
                      assertThat(run.code()).isEqualTo(2);
                      assertThat(run.out()).isEmpty();
                      assertThat(run.errLines()).hasSize(1);
                      assertThat(run.err()).startsWith("auricle: ").doesNotContain("Exception");
                    }));
  }

  @Test
  void nothingAtAllShowsWhatThereIs() {
    CommandRun run = CommandRun.of();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("transcribe", "eval", "train", "serve", "inspect");
  }
}
