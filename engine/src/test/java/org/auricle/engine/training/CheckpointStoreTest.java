package org.auricle.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.auricle.engine.training.CheckpointStore.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
  @TempDir Path folder;
  private CheckpointStore store;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    store = CheckpointStore.open(folder, false);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void oneTrainingAtATimeWritesThere() throws IOException {
    assertThatThrownBy(() -> CheckpointStore.open(folder, true))
        .isInstanceOf(TrainingException.class)
        .hasMessage(folder + ": another training writes there now (expected: a folder of its own)");
    store.close();
    CheckpointStore.open(folder, true).close();
  }

  @Test
  void whatHasBegunIsOnlyGoneOnFromIfAskedFor() throws IOException {
    store.write(checkpoint("begun"));
    store.close();
    assertThatThrownBy(() -> CheckpointStore.open(folder, false))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            store.file() + ": a training has begun here (expected: --resume, or another folder)");
    try (CheckpointStore again = CheckpointStore.open(folder, true)) {
      assertThat(again.read(warnings::add).orElseThrow().header()).isEqualTo("begun");
    }
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    assertThat(store.exists()).isFalse();
    assertThat(store.read(warnings::add)).isEmpty();
    float[] large = new float[200_001]; // more than one buffer
    Random random = new Random(1);
    for (int i = 0; i < large.length; i++) {
      large[i] = Float.intBitsToFloat(random.nextInt());
    }
    store.write(new Checkpoint("{\"é\": 1}", List.of(large, new float[0], new float[] {1, -0f})));

    Checkpoint read = store.read(warnings::add).orElseThrow();

    assertThat(read.header()).isEqualTo("{\"é\": 1}");
    assertThat(read.arrays()).hasSize(3);
    assertThat(bits(read.arrays().get(0))).isEqualTo(bits(large));
    assertThat(bits(read.arrays().get(2))).isEqualTo(bits(new float[] {1, -0f}));
    assertThat(warnings).isEmpty();
    assertThat(folder.resolve("checkpoint.tmp")).doesNotExist();
  }

  @Test
  void whereverTheLastOneIsTornThePreviousOneIsUsed() throws IOException {
    store.write(checkpoint("old"));
    store.write(checkpoint("new"));
    byte[] whole = Files.readAllBytes(store.file());
    for (int length = 0; length < whole.length; length += 3) {
      warnings.clear();
      Files.write(store.file(), Arrays.copyOf(whole, length));
      assertThat(store.read(warnings::add).orElseThrow().header()).isEqualTo("old");
      assertThat(warnings).hasSize(1);
      assertThat(warnings.get(0)).startsWith(store.file() + ": ");
    }
  }

  @Test
  void whicheverBitIsFlippedThePreviousOneIsUsed() throws IOException {
    store.write(checkpoint("old"));
    store.write(checkpoint("new"));
    byte[] whole = Files.readAllBytes(store.file());
    for (int i = 0; i < whole.length; i++) {
      byte[] corrupt = whole.clone();
      corrupt[i] ^= (byte) (1 << (i % 8));
      Files.write(store.file(), corrupt);
      assertThat(store.read(warnings::add).orElseThrow().header()).isEqualTo("old");
    }
    Files.write(store.file(), Arrays.copyOf(whole, whole.length + 1));
    assertThat(store.read(warnings::add).orElseThrow().header()).isEqualTo("old");
  }

  @Test
  void aKillBetweenTheTwoRenamesLosesNothing() throws IOException {
    store.write(checkpoint("old"));
    Files.move(store.file(), folder.resolve("checkpoint.previous.bin"));
    Files.write(folder.resolve("checkpoint.tmp"), new byte[] {1, 2, 3});
    assertThat(store.exists()).isTrue();
    assertThat(store.read(warnings::add).orElseThrow().header()).isEqualTo("old");
    store.write(checkpoint("next"));
    assertThat(store.read(warnings::add).orElseThrow().header()).isEqualTo("next");
  }

  private static Checkpoint checkpoint(String header) {
    return new Checkpoint(header, List.of(new float[] {1, 2, 3}, new float[] {4}));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
