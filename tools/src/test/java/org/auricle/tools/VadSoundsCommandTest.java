package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings in which nobody speaks, as a recipe finds them. */
class VadSoundsCommandTest {
  @TempDir Path folder;

  private static CommandRun run(Path target, int count, int seed) {
    return CommandRun.of(
        "vad", "sounds", target.toString(), "--count", "" + count, "--seed", "" + seed);
  }

  private Path sounds(String name, int count, int seed) {
    CommandRun run = run(folder.resolve(name), count, seed);
    assertThat(run.code()).as(run.err()).isZero();
    return folder.resolve(name);
  }

  @Test
  void aManifestNamesWhatIsThere() throws IOException {
    Path made = sounds("deep/er", 6, 1);
    List<Manifest.Entry> entries = Manifest.read(made.resolve("manifest.jsonl")).entries();
    assertThat(entries).hasSize(6);
    for (Manifest.Entry entry : entries) {
      AudioClip clip = AudioReader.read(entry.audio());
      assertThat(entry.text()).isEmpty();
      assertThat(clip.sampleRate()).isEqualTo(16_000);
      assertThat(clip.durationSeconds())
          .isBetween(1.0, 8.0)
          .isCloseTo(entry.durationSeconds(), within(1e-4));
      double power = 0;
      for (float x : clip.samples()) {
        power += x * x;
      }
      assertThat(power / clip.samples().length).as("%s", entry.audio()).isGreaterThan(1e-6);
    }
    assertThat(entries.stream().filter(e -> e.audio().toString().contains("music"))).hasSize(3);
  }

  @Test
  void theSameSeedMakesTheSameRecordingsHoweverMany() throws IOException {
    Path two = sounds("two", 2, 1);
    Path three = sounds("three", 3, 1);
    Path other = sounds("other", 2, 2);
    for (String name : List.of("music-0000.wav", "noise-0001.wav")) {
      assertThat(two.resolve(name)).hasSameBinaryContentAs(three.resolve(name));
      assertThat(Files.mismatch(two.resolve(name), other.resolve(name))).isNotNegative();
    }
  }

  @Test
  void saysWhatCannotBe() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    CommandRun noFolder = run(file, 1, 1);
    assertThat(noFolder.code()).isEqualTo(2);
    assertThat(noFolder.err())
        .isEqualTo("auricle: " + file + ": is there already, and is no folder\n");
    assertThat(run(folder, 0, 1).err()).isEqualTo("auricle: --count: 0 (expected: >= 1)\n");
  }
}
