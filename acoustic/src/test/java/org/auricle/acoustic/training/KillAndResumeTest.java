package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.engine.training.CheckpointStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills real trainings with SIGKILL, again and again, wherever they are, and compares what the last
 * of them arrives at with an undisturbed one.
 */
class KillAndResumeTest {
  private static final int EPOCHS = 3;
  private static final int KILLS = 4;

  /** After every step, so that kills hit the writing of checkpoints, too. */
  private static final double CHECKPOINT_MINUTES = 1e-9;

  @TempDir Path data;

  private enum Tokens {
    CHARACTERS,
    /** Found anew at each start, and drawn anew in each epoch. */
    PIECES
  }

  @ParameterizedTest
  @EnumSource
  void aTrainingKilledAnywhereResumesToTheSameBits(Tokens tokens) throws Exception {
    Path train = ToneCorpus.write(data, "train", 24, 1);
    Path dev = ToneCorpus.write(data, "dev", 8, 2);
    Path killed = data.resolve("killed");
    Random random = new Random(3);
    for (int i = 0; i < KILLS; i++) {
      killAfter(1 + random.nextInt(6), random.nextInt(3_000_000), train, dev, killed, tokens);
    }

    TrainingResult resumed = train(killed, config(train, dev, CHECKPOINT_MINUTES, tokens));
    TrainingResult undisturbed = train(data.resolve("undisturbed"), config(train, dev, 0, tokens));

    undisturbed
        .weights()
        .tensors()
        .forEach(
            (name, values) -> assertThat(resumed.weights().get(name)).as(name).isEqualTo(values));
    assertThat(lastCheckpoint(killed))
        .usingRecursiveComparison()
        .isEqualTo(lastCheckpoint(data.resolve("undisturbed")));
    assertThat(resumed.pieces().map(PieceModel::pieces))
        .isEqualTo(undisturbed.pieces().map(PieceModel::pieces));
    assertThat(resumed.history().stream().map(KillAndResumeTest::withoutTime))
        .isEqualTo(undisturbed.history().stream().map(KillAndResumeTest::withoutTime).toList());
  }

  /** Lets a child make some steps, and a little more, and kills it. */
  private static void killAfter(
      int steps, int busyLoops, Path train, Path dev, Path folder, Tokens tokens)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KillAndResumeTest.class.getName(),
                train.toString(),
                dev.toString(),
                folder.toString(),
                tokens.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < steps; i++) {
        assertThat(out.readLine()).as("the child's step %d", i + 1).isEqualTo("step");
      }
      for (int i = 0; i < busyLoops; i++) {
        Thread.onSpinWait();
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /** The child: resumes and prints a line a step. */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Tokens tokens = Tokens.valueOf(args[3]);
    ToneCorpus.trainer(
            config(Path.of(args[0]), Path.of(args[1]), CHECKPOINT_MINUTES, tokens),
            new TrainingListener() {
              @Override
              public void onStep(Progress progress) {
                out.println("step");
              }
            })
        .run(Path.of(args[2]), true);
  }

  private static TrainingConfig config(Path train, Path dev, double minutes, Tokens tokens) {
    TrainingConfig config = ToneCorpus.config(train, dev, EPOCHS, minutes);
    TrainingConfig.Text text = config.text();
    return switch (tokens) {
      case CHARACTERS -> config;
      case PIECES ->
          config.withText(
              new TrainingConfig.Text(
                  text.tokens(),
                  text.lexicon(),
                  new PieceSettings(Optional.empty(), 12, 2, 30),
                  text.unknownCharacters(),
                  text.maxUtteranceSeconds()));
    };
  }

  private static TrainingResult train(Path folder, TrainingConfig config) throws Exception {
    return ToneCorpus.trainer(config, TrainingListener.NONE).run(folder, true);
  }

  /** Weights, averages, moments and best weights; the header holds times. */
  private static List<float[]> lastCheckpoint(Path folder) throws IOException {
    assertThat(Files.exists(folder.resolve("report.html"))).isTrue();
    try (CheckpointStore store = CheckpointStore.open(folder, true)) {
      return store.read(w -> {}).orElseThrow().arrays();
    }
  }

  private static EpochResult withoutTime(EpochResult r) {
    return new EpochResult(
        r.epoch(),
        r.step(),
        r.learningRate(),
        r.trainLoss(),
        r.devLoss(),
        r.words(),
        r.characters(),
        r.audioSeconds(),
        0,
        r.tooShort(),
        r.skippedSteps(),
        r.unreadable());
  }
}
