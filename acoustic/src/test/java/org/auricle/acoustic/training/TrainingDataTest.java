package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.engine.math.Parallel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingDataTest {
  private static final float[] SECOND = new float[ToneCorpus.RATE];

  @TempDir Path folder;
  private Path train;
  private Path noise;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    Arrays.fill(SECOND, 0.1f);
    for (String name : List.of("good", "other", "dev", "noise")) {
      Files.write(folder.resolve(name + ".wav"), ToneCorpus.wav(SECOND, ToneCorpus.RATE));
    }
    Files.write(folder.resolve("nothing.wav"), ToneCorpus.wav(new float[0], ToneCorpus.RATE));
    Files.write(folder.resolve("click.wav"), ToneCorpus.wav(new float[80], ToneCorpus.RATE));
    Files.writeString(folder.resolve("text.wav"), "not audio at all");
    byte[] whole = ToneCorpus.wav(SECOND, ToneCorpus.RATE);
    Files.write(folder.resolve("cut.wav"), Arrays.copyOf(whole, whole.length / 2));
    train = manifest("train", entry("good", 1, "a b"));
    manifest("dev", entry("dev", 1, "b"));
    noise = manifest("noise", entry("noise", 1, ""));
  }

  @Test
  void soundDataIsTakenAsItIs() throws IOException {
    TrainingData data = read(true);
    assertThat(data.train().utterances()).hasSize(1);
    assertThat(data.dev().utterances()).hasSize(1);
    assertThat(data.noises()).containsExactly(folder.resolve("noise.wav"));
    assertThat(warnings).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws IOException {
    train =
        manifest(
            "train",
            entry("good", 1, "a b"),
            entry("missing", 1, "a"),
            entry("text", 1, "a"),
            entry("cut", 1, "a"),
            entry("nothing", 1, "a"),
            entry("click", 1, "a"),
            entry("other", 7.5, "a 7"),
            "{\"duration\": 0, \"text\": \"a\", \"audio_filepath\": \"dev.wav\"}",
            "nonsense",
            entry("good", 1, ""));
    manifest("dev", entry("dev", 1, "b"), entry("gone", 1, "x"));
    noise = manifest("noise", entry("hush", 1, ""));

    List<ManifestFault> faults = faults(true);

    assertThat(faults)
        .extracting(f -> f.manifest().getFileName() + ":" + f.line() + " " + shorten(f.problem()))
        .containsExactly(
            "train.jsonl:2 missing.wav: no such file",
            "train.jsonl:3 text.wav at byte 0: unknown format",
            "train.jsonl:4 cut.wav at byte 44: data chunk is cut short: 7978 bytes",
            "train.jsonl:5 nothing.wav at byte 44: contains no audio",
            "train.jsonl:6 click.wav: 0.010 s of audio",
            "train.jsonl:7 no token for \"7\" in \"a 7\"",
            "train.jsonl:7 duration: 7.5",
            "train.jsonl:8 duration: 0.0",
            "train.jsonl:9 found \"nonsense\"",
            "train.jsonl:10 audio_filepath: the recording of line 1 again",
            "train.jsonl:10 text: empty",
            "dev.jsonl:2 no token for \"x\" in \"x\"",
            "dev.jsonl:2 gone.wav: no such file",
            "noise.jsonl:1 hush.wav: no such file");
    assertThat(faults.get(6).problem())
        .isEqualTo(
            "duration: 7.5 (expected: 1.000, which is how long "
                + folder.resolve("other.wav")
                + " is)");
  }

  @Test
  void manifestsThatAreMissingAreSaidTogether() throws IOException {
    Files.delete(train);
    Files.delete(noise);
    assertThat(faults(true))
        .extracting(ManifestFault::toString)
        .containsExactly(train + ": no such file", noise + ": no such file");
  }

  @Test
  void withoutTheCheckFilesNeedOnlyBeThere() throws IOException {
    train = manifest("train", entry("good", 1, "a b"), entry("cut", 9, "a"), entry("gone", 1, "a"));
    assertThat(faults(false))
        .extracting(ManifestFault::toString)
        .containsExactly(train + ", line 3: " + folder.resolve("gone.wav") + ": no such file");
  }

  @Test
  void roundedDurationsAndLongRecordingsAreNoFaults() throws IOException {
    train =
        manifest(
            "train", entry("good", 1.4, "a"), entry("other", 0.6, "a"), entry("absent", 31, "a"));
    assertThat(read(true).train().tooLong()).isEqualTo(1);
  }

  @Test
  void whatIsLearnedFromAndValidatedOnIsWarnedOf() throws IOException {
    train = manifest("train", entry("good", 1, "A B"), entry("dev", 1, "a"));
    read(true);
    assertThat(warnings)
        .satisfiesExactly(
            w -> assertThat(w).startsWith("1 texts taken in lower case"),
            w -> assertThat(w).startsWith("1 recordings of dev are learned from, too"));
  }

  /** Without folders and without what was expected. */
  private String shorten(String problem) {
    return problem.replace(folder + "/", "").replaceAll(" \\(expected: .*", "");
  }

  private List<ManifestFault> faults(boolean inFull) {
    List<ManifestFault> faults = new ArrayList<>();
    assertThatThrownBy(() -> read(inFull))
        .isInstanceOf(ManifestException.class)
        .satisfies(e -> faults.addAll(((ManifestException) e).faults()));
    return faults;
  }

  private TrainingData read(boolean inFull) throws IOException {
    Path recipe = folder.resolve("recipe.json");
    Files.writeString(
        recipe,
        """
        {"train": [{"manifest": "train.jsonl"}], "dev": "dev.jsonl",
         "text": {"tokens": ["_", "|", "a", "b"]},
         "augmentation": {"noise": {"manifest": "noise.jsonl"}}}
        """);
    TrainingConfig config = TrainingConfigReader.read(recipe, Map.of());
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onWarning(String message) {
            warnings.add(message);
          }
        };
    try (Parallel parallel = Parallel.of(2)) {
      RecordingCheck check =
          new RecordingCheck(new AudioStore(ToneCorpus.RATE, 1 << 20), inFull, parallel, listener);
      return TrainingData.read(
          config,
          corpora -> Spelling.of(config, Optional.empty(), corpora, listener),
          check,
          listener);
    }
  }

  private static String entry(String name, double seconds, String text) {
    return "{\"audio_filepath\": \"%s.wav\", \"duration\": %s, \"text\": \"%s\"}"
        .formatted(name, seconds, text);
  }

  private Path manifest(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name + ".jsonl"), List.of(lines));
  }
}
