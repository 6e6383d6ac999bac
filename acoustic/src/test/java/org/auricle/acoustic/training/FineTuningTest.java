package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going on from weights that another training left. */
class FineTuningTest {
  private static final List<String> TOKENS = List.of("<blank>", "|", "a", "b", "c");

  /** Too small to move a weight by more than rounding. */
  private static final double STILL = 1e-12;

  @TempDir Path folder;
  private TrainingConfig config;
  private BiLstmWeights learned;

  @BeforeEach
  void learn() throws Exception {
    Path train = ToneCorpus.write(folder, "train", 12, 1);
    config = ToneCorpus.config(train, ToneCorpus.write(folder, "dev", 4, 2), 2, 0);
    learned = trainer(config).run(folder.resolve("first"), false).weights();
  }

  @Test
  void frozenLayersStayAndOthersMove() throws Exception {
    TrainingConfig frozen = with(TOKENS, config.optimizer().learningRate(), 1);
    BiLstmWeights tuned = tune(frozen, "frozen");
    learned
        .tensors()
        .forEach(
            (name, values) -> {
              if (name.startsWith("lstm.")) {
                assertThat(tuned.get(name)).as(name).isEqualTo(values);
              } else {
                assertThat(tuned.get(name)).as(name).isNotEqualTo(values);
              }
            });
    // What a checkpoint holds of frozen layers is enough to go on.
    assertThat(
            trainer(frozen)
                .startFrom(learned, new TokenTable(TOKENS, 0))
                .run(folder.resolve("frozen"), true)
                .weights()
                .get("output.weight"))
        .isEqualTo(tuned.get("output.weight"));
    assertThatThrownBy(() -> with(TOKENS, 1e-3, 2))
        .hasMessage("optimizer.frozenLayers: 2 (expected: 0..1)");
  }

  @Test
  void tokensKeepTheirRowsInAnyOrderAndNewOnesGetTheirOwn() throws Exception {
    List<String> other = List.of("<blank>", "c", "z", "a", "|", "b");
    BiLstmWeights tuned = tune(with(other, STILL, 0), "other");
    int width = learned.get("output.weight").length / TOKENS.size();
    for (int t = 0; t < other.size(); t++) {
      int from = TOKENS.indexOf(other.get(t));
      for (int i = 0; i < width && from >= 0; i++) {
        assertThat(tuned.get("output.weight")[t * width + i])
            .isCloseTo(learned.get("output.weight")[from * width + i], within(1e-6f));
      }
    }
    float[] rowOfZ = new float[width];
    System.arraycopy(tuned.get("output.weight"), 2 * width, rowOfZ, 0, width);
    assertThat(rowOfZ).isNotEqualTo(new float[width]);
  }

  private BiLstmWeights tune(TrainingConfig recipe, String name) throws Exception {
    return trainer(recipe)
        .startFrom(learned, new TokenTable(TOKENS, 0))
        .run(folder.resolve(name), false)
        .weights();
  }

  private static AcousticTrainer trainer(TrainingConfig recipe) {
    return new AcousticTrainer(
        recipe, TrainingListener.NONE, tokens -> new GreedyTestDecoder(tokens.blank()));
  }

  private TrainingConfig with(List<String> tokens, double learningRate, int frozenLayers) {
    TrainingConfig.Optimizer o = config.optimizer();
    return new TrainingConfig(
        config.train(),
        config.dev(),
        new TrainingConfig.Text(
            tokens,
            Optional.empty(),
            PieceSettings.NONE,
            TrainingConfig.UnknownCharacters.FAIL,
            30),
        config.features(),
        config.network(),
        new TrainingConfig.Optimizer(
            learningRate, 0, 0, o.clipNorm(), o.emaDecay(), frozenLayers, o.adam()),
        config.augmentation(),
        config.schedule(),
        config.resources());
  }
}
