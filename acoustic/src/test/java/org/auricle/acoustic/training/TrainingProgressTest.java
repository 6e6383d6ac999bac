package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.ParameterSet;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.LearningWeights;
import org.auricle.engine.training.TrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingProgressTest {
  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();
  private final Parameter parameter = Parameter.zeros("w", 2, 2);
  private final LearningWeights weights =
      new LearningWeights(new ParameterSet(List.of(parameter)), AdamW.Options.DEFAULT, 1, 0);

  record Settings(int epochs) {}

  record Found(int epoch, double loss) {}

  private TrainingProgress<Found> progress(CheckpointStore store, int epochs) {
    return new TrainingProgress<>(
        store,
        Found.class,
        new Settings(epochs),
        "texts",
        "settings and texts",
        3600,
        warnings::add);
  }

  @Test
  void goesOnWhereItWas() throws Exception {
    try (CheckpointStore store = CheckpointStore.open(folder, false)) {
      TrainingProgress<Found> progress = progress(store, 3);
      progress.updated(true, 6, 2);
      progress.nextPart();
      progress.updated(true, 4, 2);
      progress.updated(false, Double.NaN, 2);
      progress.measured(new Found(1, 0.1 + 0.2));
      parameter.value()[0] = 5;
      progress.save(false, weights, List.of(new float[] {1, 2}));
      assertThat(store.exists()).isFalse();
      progress.save(true, weights, List.of(new float[] {1, 2}));
      parameter.value()[0] = 0;
    }
    try (CheckpointStore store = CheckpointStore.open(folder, true)) {
      TrainingProgress<Found> progress = progress(store, 3);
      assertThat(progress.part()).isEqualTo(1);
      assertThat(progress.done()).isEqualTo(2);
      assertThat(progress.measured()).containsExactly(new Found(1, 0.1 + 0.2));
      float[] other = new float[2];
      progress.restore(weights, List.of(other));
      assertThat(other).containsExactly(1, 2);
      assertThat(parameter.value()[0]).isEqualTo(5);
      assertThat(progress.takeMeanLoss()).isEqualTo(2.5);
      assertThat(progress.takeMeanLoss()).isZero();
    }
    assertThat(warnings).containsExactly("update 1: loss or gradient is not finite, left out");
  }

  @Test
  void whoInterruptsFindsACheckpoint() throws IOException {
    try (CheckpointStore store = CheckpointStore.open(folder, false)) {
      TrainingProgress<Found> progress = progress(store, 3);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> progress.save(false, weights, List.of()))
          .isInstanceOf(InterruptedException.class);
      assertThat(store.exists()).isTrue();
    }
  }

  @Test
  void doesNotGoOnUnderOtherSettings() throws Exception {
    try (CheckpointStore store = CheckpointStore.open(folder, false)) {
      progress(store, 3).save(true, weights, List.of());
      assertRefused(store);
    }
  }

  /** As a language model's, or a network's that is trained in another way. */
  @ParameterizedTest
  @ValueSource(
      strings = {"training level=WORD", "{}", "{\"identity\": \"Settings[epochs=4] digits\"}"})
  void doesNotGoOnFromSomethingElse(String header) throws Exception {
    try (CheckpointStore store = CheckpointStore.open(folder, false)) {
      store.write(new CheckpointStore.Checkpoint(header, List.of()));
      assertRefused(store);
    }
  }

  private void assertRefused(CheckpointStore store) {
    assertThatThrownBy(() -> progress(store, 4))
        .isInstanceOf(TrainingException.class)
        .hasMessage(store.file() + ": of another training (expected: the same settings and texts)");
  }
}
