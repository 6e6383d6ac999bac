package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.training.TrainingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that break while a training goes on, or do not fit their texts. */
class BrokenRecordingsTest {
  @TempDir Path folder;
  private Path dev;

  @BeforeEach
  void speak() throws IOException {
    dev = ToneCorpus.write(folder, "dev", 20, 2);
  }

  @Test
  void aRecordingThatBreaksDuringTrainingIsLeftOutAndCounted() throws Exception {
    Path fragile = Files.createDirectory(folder.resolve("fragile"));
    Path manifest = ToneCorpus.write(fragile, "x", 60, 3);
    List<String> warnings = new ArrayList<>();
    TrainingConfig config = withoutCache(ToneCorpus.config(manifest, dev, 1, 0));
    EpochResult result =
        ToneCorpus.trainer(
                config,
                new TrainingListener() {
                  @Override
                  public void onStart(Plan plan) {
                    breakFile(fragile.resolve("x4.wav"));
                  }

                  @Override
                  public void onWarning(String message) {
                    warnings.add(message);
                  }
                })
            .run(folder, false)
            .best();
    assertThat(result.unreadable()).isBetween(1, 2); // it is drawn once or twice an epoch
    assertThat(warnings).singleElement().asString().contains("x4.wav", "; left out");
  }

  @Test
  void aDiskThatIsGoneEndsTheTraining() throws Exception {
    Path fragile = Files.createDirectory(folder.resolve("fragile"));
    Path manifest = ToneCorpus.write(fragile, "x", 20, 3);
    TrainingConfig config = withoutCache(ToneCorpus.config(manifest, dev, 1, 0));
    TrainingListener breaker =
        new TrainingListener() {
          @Override
          public void onStart(Plan plan) {
            for (int i = 0; i < 20; i++) {
              breakFile(fragile.resolve("x" + i + ".wav"));
            }
          }
        };
    assertThatThrownBy(() -> ToneCorpus.trainer(config, breaker).run(folder, false))
        .isInstanceOf(TrainingException.class)
        .hasMessageMatching(
            "epoch 1: [0-9]+ recordings cannot be read, the last: .*wav.* \\(expected: at most 10 %"
                + " of [0-9]+\\)");
  }

  private static void breakFile(Path file) {
    try {
      Files.write(file, new byte[] {1, 2, 3});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every draw reads its file anew. */
  private static TrainingConfig withoutCache(TrainingConfig c) {
    return new TrainingConfig(
        c.train(),
        c.dev(),
        c.text(),
        c.features(),
        c.network(),
        c.optimizer(),
        c.augmentation(),
        c.schedule(),
        new TrainingConfig.Resources(2, 0, 0, true));
  }

  @Test
  void utterancesTooShortForTheirTextAreLeftOutAndCounted() throws Exception {
    Path manifest = ToneCorpus.write(folder, "x", 6, 3);
    Files.copy(folder.resolve("x0.wav"), folder.resolve("copy.wav"));
    String line =
        "{\"audio_filepath\": \"copy.wav\", \"duration\": 0.3, \"text\": \"%s\"}\n"
            .formatted("ab".repeat(100));
    Files.writeString(manifest, line, StandardOpenOption.APPEND);
    TrainingConfig.Corpus corpus = new TrainingConfig.Corpus(manifest, 1);
    TrainingConfig tones = ToneCorpus.config(manifest, manifest, 1, 0);
    TrainingConfig once =
        new TrainingConfig(
            List.of(corpus),
            manifest,
            tones.text(),
            tones.features(),
            tones.network(),
            tones.optimizer(),
            AugmentationOptions.NONE,
            tones.schedule(),
            tones.resources());
    EpochResult result = ToneCorpus.trainer(once, TrainingListener.NONE).run(folder, false).best();
    assertThat(result.tooShort()).isEqualTo(1);
    assertThat(result.devLoss()).isFinite();
  }
}
