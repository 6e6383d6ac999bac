package org.auricle.acoustic.vad.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.auricle.acoustic.vad.VoiceNetConfig;
import org.auricle.acoustic.vad.VoiceNetWeights;
import org.auricle.engine.training.TrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On words that are buzzes of a moving pitch, and noise that rumbles. */
class VoiceTrainerTest {
  private static final int RATE = 16_000;
  private static final VoiceTraining TINY =
      new VoiceTraining(
          new VoiceNetConfig(16, 100, 3_800, 3, 12), 30, 6, 2, 1e-2, 1, 3, 0.5, 600, 4);

  @TempDir Path folder;

  /** Half a second of buzz between two short silences. */
  static SoundClip word(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double pitch = 90 + 100 * random.nextDouble();
    short[] samples = new short[RATE];
    double phase = 0;
    for (int i = RATE / 4; i < 3 * RATE / 4; i++) {
      phase += pitch * (1 + 0.2 * Math.sin(i * 5e-4)) / RATE;
      samples[i] = (short) (8_000 * (phase % 1 - 0.5));
    }
    boolean[] speech = new boolean[100];
    Arrays.fill(speech, 25, 75, true);
    return new SoundClip(samples, speech);
  }

  static SoundClip rumble(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    short[] samples = new short[2 * RATE];
    double value = 0;
    for (int i = 0; i < samples.length; i++) {
      value = 0.98 * value + random.nextDouble() - 0.5;
      samples[i] = (short) (1_000 * value);
    }
    return new SoundClip(samples, new boolean[0]);
  }

  private static VoiceData data() {
    return new VoiceData(
        List.of(List.of(word(1), word(2))),
        List.of(List.of(word(3))),
        List.of(rumble(1)),
        8,
        "test");
  }

  private VoiceTrainer.Result train(VoiceTrainingListener listener, String name)
      throws IOException, InterruptedException {
    Path own = folder.resolve(name);
    Files.createDirectories(own);
    return new VoiceTrainer(TINY, listener).run(data(), own);
  }

  @Test
  void itLearns() throws Exception {
    VoiceTraining longer = new VoiceTraining(TINY.network(), 200, 6, 2, 1e-2, 1, 4, 0.5, 600, 4);
    VoiceTrainer.Result result =
        new VoiceTrainer(longer, new VoiceTrainingListener() {}).run(data(), folder);
    assertThat(result.validation().area()).isGreaterThan(0.75);
    assertThat(result.weights().config()).isEqualTo(TINY.network());
  }

  /** Stops once, as Ctrl-C would, after so many updates. */
  private static VoiceTrainingListener stoppingAfter(int updates) {
    return new VoiceTrainingListener() {
      @Override
      public void onUpdate(int done, double loss, double secondsLeft) {
        if (done == updates) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  @Test
  void anInterruptedTrainingEndsWithTheSameBits() throws Exception {
    VoiceNetWeights whole = train(new VoiceTrainingListener() {}, "whole").weights();
    for (int stop : new int[] {7, 19}) {
      assertThatThrownBy(() -> train(stoppingAfter(stop), "parts"))
          .isInstanceOf(InterruptedException.class);
    }
    VoiceNetWeights parts = train(new VoiceTrainingListener() {}, "parts").weights();
    for (String name : whole.tensors().keySet()) {
      assertThat(parts.values(name)).as(name).isEqualTo(whole.values(name));
    }
  }

  @Test
  void aCheckpointOfAnotherTrainingIsRefused() throws Exception {
    train(new VoiceTrainingListener() {}, "a");
    VoiceTraining other = new VoiceTraining(TINY.network(), 40, 6, 2, 1e-2, 1, 3, 0.5, 600, 4);
    assertThatThrownBy(
            () ->
                new VoiceTrainer(other, new VoiceTrainingListener() {})
                    .run(data(), folder.resolve("a")))
        .isInstanceOf(TrainingException.class)
        .hasMessageEndingWith("of another training (expected: the same settings and recordings)");
    VoiceData.Sources sources =
        new VoiceData.Sources(
            List.of(folder.resolve("none.jsonl")), List.of(), Pattern.compile("$^"), 10);
    assertThatThrownBy(
            () ->
                new VoiceTrainer(TINY, new VoiceTrainingListener() {})
                    .run(sources, folder.resolve("a"), false))
        .hasMessageEndingWith("a training has begun here (expected: --resume, or another folder)");
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new VoiceTraining(TINY.network(), 30, 6, 2, 1e-2, 1, 31, 0.5, 600, 4))
        .hasMessage("validations: 31 (expected: 1..30)");
    assertThatThrownBy(() -> new VoiceTraining(TINY.network(), 30, 0, 2, 1e-2, 1, 3, 0.5, 600, 4))
        .hasMessage("batch: 0 (expected: >= 1)");
  }
}
