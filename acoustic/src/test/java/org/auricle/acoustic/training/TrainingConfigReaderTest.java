package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.MelOptions;
import org.auricle.engine.feature.WindowFunction;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.CellOptions;
import org.auricle.engine.training.TrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingConfigReaderTest {
  private static final String LEAST =
      "\"train\": [{\"manifest\": \"t.jsonl\"}], \"dev\": \"d.jsonl\"";

  @TempDir Path folder;

  @Test
  void whatIsLeftOutHasItsDefault() throws IOException {
    TrainingConfig config = read("{" + LEAST + "}");
    assertThat(config)
        .isEqualTo(
            TrainingConfig.of(
                List.of(new TrainingConfig.Corpus(folder.resolve("t.jsonl"), 1)),
                folder.resolve("d.jsonl")));
  }

  @Test
  void defaultsAreTheReferenceRecipe() {
    TrainingConfig c =
        TrainingConfig.of(List.of(new TrainingConfig.Corpus(Path.of("t"), 1)), Path.of("d"));
    assertThat(c.network()).isEqualTo(TrainingConfig.Network.plain(3, 256, 0.4));
    assertThat(c.optimizer())
        .isEqualTo(
            new TrainingConfig.Optimizer(1e-3, 1e-5, 200, 2, 0.998, 0, AdamW.Options.DEFAULT));
    assertThat(c.schedule()).isEqualTo(new TrainingConfig.Schedule(75, 8, 1, 20, 0, false));
    assertThat(c.resources()).isEqualTo(new TrainingConfig.Resources(0, 1_024, 10, true));
    assertThat(c.features()).isEqualTo(FeatureOptions.DEFAULT);
    assertThat(c.augmentation())
        .isEqualTo(
            new AugmentationOptions(
                List.of(0.9, 1.0, 1.1),
                0.1,
                6,
                0,
                new AugmentationOptions.Noise(Optional.empty(), 0.4, 8, 35, 1, 0, 0),
                new AugmentationOptions.Masks(2, 8, 1, 80),
                new AugmentationOptions.Rooms(0, 0.1, 0.6, 3),
                new AugmentationOptions.Codecs(0, 0, 8_000, 32_000),
                new AugmentationOptions.Joining(0, 2, 0.1, 0.5, 10),
                new AugmentationOptions.Quiet(0, 1.5)));
    assertThat(c.text().tokens()).hasSize(29).startsWith("<blank>", "|", "'", "a").endsWith("z");
  }

  @Test
  void readsEveryPart() throws IOException {
    TrainingConfig config =
        read(
            """
            {"train": [{"manifest": "a.jsonl", "weight": 0.25}, {"manifest": "/x/b.jsonl"}],
             "dev": "../d.jsonl",
             "text": {"tokens": ["_", "|", "y"], "unknownCharacters": "skip"},
             "features": {"frontEnd": {"type": "fbank", "mel": {"bins": 40},
                                       "frame": {"window": "hamming"}}, "stack": 4},
             "optimizer": {"adam": {"weightDecay": 0}},
             "augmentation": {"speeds": [1], "noise": {"manifest": "n.jsonl", "most": 2},
                              "rooms": {"probability": 0.3}, "codecs": {"g711Probability": 0.5}},
             "schedule": {"seed": 9}}
            """);
    assertThat(config.train())
        .containsExactly(
            new TrainingConfig.Corpus(folder.resolve("a.jsonl"), 0.25),
            new TrainingConfig.Corpus(Path.of("/x/b.jsonl"), 1));
    assertThat(config.dev()).isEqualTo(folder.getParent().resolve("d.jsonl"));
    assertThat(config.text().unknownCharacters()).isEqualTo(TrainingConfig.UnknownCharacters.SKIP);
    FrameOptions f = FrameOptions.DEFAULT;
    FrameOptions frame =
        new FrameOptions(
            f.sampleRateHz(),
            f.frameLengthMs(),
            f.frameShiftMs(),
            f.preEmphasis(),
            f.removeDcOffset(),
            WindowFunction.HAMMING,
            f.snipEdges());
    assertThat(config.features().frontEnd())
        .isEqualTo(new FbankOptions(frame, new MelOptions(40, 20, -400)));
    assertThat(config.features().stack()).isEqualTo(4);
    assertThat(config.optimizer().adam().weightDecay()).isZero();
    assertThat(config.augmentation().noise().manifest()).contains(folder.resolve("n.jsonl"));
    assertThat(config.augmentation().noise().most()).isEqualTo(2);
    assertThat(config.augmentation().rooms())
        .isEqualTo(new AugmentationOptions.Rooms(0.3, 0.1, 0.6, 3));
    assertThat(config.augmentation().codecs().g711Probability()).isEqualTo(0.5);
    assertThat(config.schedule().seed()).isEqualTo(9);
  }

  @Test
  void writtenOutItReadsBackTheSame() throws IOException {
    TrainingConfig config = read("{" + LEAST + ", \"schedule\": {\"epochs\": 3}}");
    assertThat(read(TrainingConfigReader.toJson(config))).isEqualTo(config);
  }

  @Test
  void theCommandLineHasTheLastWord() throws IOException {
    Path file = Files.writeString(folder.resolve("r.json"), "{" + LEAST + "}");
    TrainingConfig config =
        TrainingConfigReader.read(
            file,
            Map.of(
                "schedule.epochs", "5",
                "dev", "other.jsonl",
                "augmentation.speeds", "[1.0]",
                "text.unknownCharacters", "SKIP",
                "network.cell.projection", "128"));
    assertThat(config.network().cell())
        .isEqualTo(new CellOptions(CellOptions.Type.LSTM, false, false, 128, false));
    assertThat(config.schedule().epochs()).isEqualTo(5);
    assertThat(config.dev()).isEqualTo(Path.of("other.jsonl"));
    assertThat(config.augmentation().speeds()).containsExactly(1.0);
    assertThat(config.text().unknownCharacters()).isEqualTo(TrainingConfig.UnknownCharacters.SKIP);
    assertThatThrownBy(() -> TrainingConfigReader.read(file, Map.of("schedule.epoch", "5")))
        .hasMessageContaining("unknown key \"schedule.epoch\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ", \"schedule\": {\"epoch\": 5}|unknown key \"schedule.epoch\" (expected: one of epochs,"
            + " batchSize, seed, patience, shortFirstEpochs, keepLast)",
        ", \"schedule\": {\"epochs\": 0}|schedule.epochs: 0 (expected: 1..100000)",
        ", \"network\": {\"cell\": {\"projection\": 256}}|projection: 256 (expected: less than the"
            + " 256 units)",
        ", \"network\": {\"cell\": {\"type\": \"gru\", \"peepholes\": true}}|cell: GRU with"
            + " peepholes (expected: LSTM, or none of these)",
        ", \"network\": {\"recurrentDropout\": 1}|network.recurrentDropout: 1.0 (expected: 0 <="
            + " dropout < 1)",
        ", \"schedule\": 7|schedule: 7 (expected: an object)",
        ", \"features\": {\"frontEnd\": {\"cepstra\": 99}}|cepstra: 99 (expected: 1..40, the number"
            + " of mel bins)",
        ", \"features\": {\"frontEnd\": {\"type\": \"nemo\"}}|features.frontEnd.type: \"nemo\""
            + " (expected: \"mfcc\" or \"fbank\")",
        ", \"augmentation\": {\"rooms\": {\"minSeconds\": 0.7}}|rooms.minSeconds, maxSeconds:"
            + " 0.7, 0.6 (expected: 0.05 <= min <= max <= 2.0)",
        ", \"dev\": null|no \"dev\" (expected: train and dev)",
        ", \"train\": [{\"weight\": 2}]|no \"train[0].manifest\" (expected: a path)",
        ", \"train\": [{\"manifest\": \"t\", \"wait\": 2}]|unknown key \"train[0].wait\" (expected:"
            + " one of manifest, weight, speech)",
        ", \"train\": []|no \"train\" (expected: train and dev)"
      })
  void namesTheKeyOfWhatIsWrong(String more, String problem) {
    assertThatThrownBy(() -> read("{" + LEAST + more + "}"))
        .isInstanceOf(TrainingException.class)
        .hasMessage(folder.resolve("recipe.json") + ": " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{" + "\"train\": |line 1: ",
        "{}|no \"train\"",
        "[]|recipe: [] (expected: an object)",
        "{\"train\": [{\"manifest\": \"t\"}], \"dev\": \"d\", \"schedule\": {\"epochs\":"
            + " \"many\"}}|schedule.epochs: ",
        "{\"train\": [{\"manifest\": \"t\"}], \"dev\": \"d\", \"features\": {\"frontEnd\":"
            + " {\"type\": \"wavelet\"}}}|features.frontEnd.type: \"wavelet\" (expected: \"mfcc\""
            + " or \"fbank\") "
      })
  void saysInOneLineWhatItCannotRead(String json, String problem) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(folder.resolve("recipe.json") + ": " + problem)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aMissingFileIsSaidSo() {
    Path file = folder.resolve("none.json");
    assertThatThrownBy(() -> TrainingConfigReader.read(file)).hasMessage(file + ": no such file");
  }

  private TrainingConfig read(String json) throws IOException {
    return TrainingConfigReader.read(Files.writeString(folder.resolve("recipe.json"), json));
  }
}
