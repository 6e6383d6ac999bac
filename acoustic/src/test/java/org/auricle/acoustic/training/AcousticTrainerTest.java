package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.CellOptions;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.training.FolderLock;
import org.auricle.engine.training.TrainingException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcousticTrainerTest {
  @TempDir static Path data;
  private static Path train;
  private static Path dev;

  private static final TokenTable TONES = new TokenTable(List.of("<blank>", "|", "a", "b", "c"), 0);

  @TempDir Path folder;

  @BeforeAll
  static void speak() throws IOException {
    train = ToneCorpus.write(data, "train", 60, 1);
    dev = ToneCorpus.write(data, "dev", 20, 2);
  }

  @Test
  void learnsALanguageOfTones() throws Exception {
    TrainingResult result = train(ToneCorpus.config(train, dev, 20, 0), false);

    assertThat(result.best().words().percent()).isLessThan(10);
    assertThat(result.history())
        .hasSize(20)
        .allMatch(epoch -> epoch.words().errors() >= result.best().words().errors());
    assertThat(result.history().get(19).trainLoss())
        .isLessThan(0.5 * result.history().get(0).trainLoss());
    assertThat(result.weights().tensors()).hasSize(8);
  }

  @Test
  void learnsWithOtherCellsAndDropouts() throws Exception {
    CellOptions projected = new CellOptions(CellOptions.Type.LSTM, true, true, 8, true);
    CellOptions gru = new CellOptions(CellOptions.Type.GRU, false, false, 0, false);
    for (CellOptions cell : List.of(projected, gru)) {
      TrainingConfig.Network network = new TrainingConfig.Network(1, 12, 0.1, true, 0.1, cell);
      TrainingConfig config = ToneCorpus.config(train, dev, 20, 0).withNetwork(network);
      Path target = folder.resolve(cell.type().name());
      TrainingResult result = trainer(config).run(target, false);
      assertThat(result.best().words().percent()).as(cell.describe()).isLessThan(15);
      assertThat(result.weights().config().cell()).isEqualTo(cell);
      assertThat(trainer(config).run(target, true).weights().tensors().get("output.bias"))
          .isEqualTo(result.weights().get("output.bias"));
    }
  }

  @Test
  void theSameRecipeGivesTheSameBitsOnAnyNumberOfThreads() throws Exception {
    TrainingConfig config = ToneCorpus.config(train, dev, 2, 0);
    TrainingConfig single =
        new TrainingConfig(
            config.train(),
            config.dev(),
            config.text(),
            config.features(),
            config.network(),
            config.optimizer(),
            config.augmentation(),
            config.schedule(),
            new TrainingConfig.Resources(1, 0, 0, true));
    TrainingResult a = train(config, false);
    folder = Files.createDirectory(folder.resolve("single"));
    TrainingResult b = train(single, false);
    a.weights()
        .tensors()
        .forEach((name, values) -> assertThat(b.weights().get(name)).as(name).isEqualTo(values));
  }

  @Test
  void refusesToOverwriteACheckpointAndToResumeUnderAnotherRecipe() throws Exception {
    TrainingConfig same = ToneCorpus.config(train, dev, 1, 0);
    train(same, false);
    TrainingConfig other =
        new TrainingConfig(
            List.of(new TrainingConfig.Corpus(dev, 1)),
            dev,
            same.text(),
            same.features(),
            same.network(),
            same.optimizer(),
            same.augmentation(),
            same.schedule(),
            same.resources());
    assertThatThrownBy(() -> train(other, false))
        .isInstanceOf(TrainingException.class)
        .hasMessageEndingWith(
            "checkpoint.bin: a training has begun here (expected: --resume, or another folder)");
    assertThatThrownBy(() -> train(other, true))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(
            "different: train[0].weight, data (expected: the same recipe and data)");
  }

  @Test
  void goesOnAtTheLearningRatesOfSoManyEpochs() throws Exception {
    TrainingResult first = train(ToneCorpus.config(train, dev, 2, 0), false);
    TrainingConfig more = ToneCorpus.config(train, dev, 4, 0);
    TrainingResult second = train(more, true);
    assertThat(second.history()).hasSize(4);
    assertThat(second.history().subList(0, 2)).isEqualTo(first.history());
    EpochResult third = second.history().get(2);
    TrainingConfig.Optimizer o = more.optimizer();
    double expected =
        new LearningRateSchedule(
                o.learningRate(),
                o.finalLearningRate(),
                o.warmupSteps(),
                4L * second.plan().batchesPerEpoch())
            .at(third.step() - 1);
    assertThat(third.learningRate()).isEqualTo(expected);
    TrainingResult fewer = train(ToneCorpus.config(train, dev, 2, 0), true);
    assertThat(fewer.history()).isEqualTo(second.history());
  }

  @Test
  void keepsTheBestEpochOrTheLast() throws Exception {
    TrainingConfig config = ToneCorpus.config(train, dev, 3, 0);
    for (boolean last : new boolean[] {false, true}) {
      TrainingConfig wild = // at a rate that makes it worse in the end
          new TrainingConfig(
              config.train(),
              config.dev(),
              config.text(),
              config.features(),
              config.network(),
              new TrainingConfig.Optimizer(1, 1, 0, 2, 0, 0, AdamW.Options.DEFAULT),
              config.augmentation(),
              new TrainingConfig.Schedule(3, 4, 7, 0, 0, last),
              config.resources());
      folder = Files.createDirectory(folder.resolve("" + last));
      TrainingResult result = train(wild, false);
      EpochResult third = result.history().get(2);
      if (last) {
        assertThat(result.best()).isEqualTo(third);
      } else {
        assertThat(result.best().epoch()).isLessThan(3);
      }
    }
  }

  @Test
  void twoTrainingsDoNotShareAFolder() throws Exception {
    TrainingConfig config = ToneCorpus.config(train, dev, 1, 0);
    try (FolderLock other = FolderLock.tryAcquire(folder).orElseThrow()) {
      assertThatThrownBy(() -> train(config, true))
          .isInstanceOf(TrainingException.class)
          .hasMessage(
              folder + ": another training writes there now (expected: a folder of its own)");
      assertThat(other).isNotNull();
    }
    assertThat(train(config, true).history()).hasSize(1);
  }

  @Test
  void aFinishedTrainingResumesToItsResult() throws Exception {
    TrainingConfig config = ToneCorpus.config(train, dev, 2, 0);
    TrainingResult first = train(config, false);
    TrainingResult again = train(config, true);
    assertThat(again.history()).isEqualTo(first.history());
    assertThat(again.weights().get("output.bias")).isEqualTo(first.weights().get("output.bias"));
  }

  @Test
  void startsFromWhatAnotherNetworkHasLearned() throws Exception {
    BiLstmWeights learned = train(ToneCorpus.config(train, dev, 20, 0), false).weights();
    TrainingConfig oneEpoch = ToneCorpus.config(train, dev, 1, 0);
    Path second = folder.resolve("second");
    double random = trainer(oneEpoch).run(folder.resolve("first"), false).best().devLoss();
    double started =
        trainer(oneEpoch).startFrom(learned, TONES).run(second, false).best().devLoss();
    assertThat(started).isLessThan(0.2 * random);
    assertThat(trainer(oneEpoch).startFrom(learned, TONES).run(second, true).best().devLoss())
        .isEqualTo(started);
    assertThatThrownBy(() -> trainer(oneEpoch).run(second, true))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("different: initialWeights");
    BiLstmConfig other = new BiLstmConfig(3, 1, 2, 5);
    Map<String, float[]> tensors = new HashMap<>();
    other
        .shapes()
        .forEach((name, s) -> tensors.put(name, new float[s.length > 1 ? s[0] * s[1] : s[0]]));
    assertThatThrownBy(() -> trainer(oneEpoch).startFrom(new BiLstmWeights(other, tensors), TONES))
        .isInstanceOf(TrainingException.class)
        .hasMessageMatching(
            "initial weights: input 3, layers 1, hidden 2, LSTM \\(expected: .*12, LSTM\\)");
  }

  @Test
  void learnsWhatALexiconSpells() throws Exception {
    TrainingConfig config = ToneCorpus.config(train, dev, 20, 0);
    // Tones under other names: "a" is spelled "c", "b" is "a", "c" is "b".
    TrainingResult result =
        trainer(config)
            .spellWith(
                tokens ->
                    text ->
                        tokens.encode(
                            text.replace('c', 'B')
                                .replace('a', 'c')
                                .replace('b', 'a')
                                .replace('B', 'b')))
            .run(folder, false);
    assertThat(result.best().devLoss()).isLessThan(0.7); // the texts themselves: above 2
    assertThat(result.best().words().percent()).isGreaterThan(50); // against the texts
    assertThat(result.history()).allMatch(e -> e.devLoss() >= result.best().devLoss());
  }

  @Test
  void tellsTheListenerWhatHappens() throws Exception {
    List<String> events = new ArrayList<>();
    ToneCorpus.trainer(
            ToneCorpus.config(train, dev, 1, 0),
            new TrainingListener() {
              @Override
              public void onStart(Plan plan) {
                events.add("start " + plan.utterances() + " " + plan.batchesPerEpoch());
              }

              @Override
              public void onStep(Progress progress) {
                if (progress.batch() == progress.batches()) {
                  events.add("last step");
                }
              }

              @Override
              public void onEpoch(EpochResult result, boolean best) {
                events.add("epoch " + result.epoch() + " " + best);
              }

              @Override
              public void onCheckpoint(Path file) {
                events.add(file.getFileName().toString());
              }
            })
        .run(folder, false);
    assertThat(events)
        .containsExactly("start 60 23", "last step", "epoch 1 true", "checkpoint.bin");
  }

  private TrainingResult train(TrainingConfig config, boolean resume) throws Exception {
    return trainer(config).run(folder, resume);
  }

  private static AcousticTrainer trainer(TrainingConfig config) {
    return ToneCorpus.trainer(config, TrainingListener.NONE);
  }
}
