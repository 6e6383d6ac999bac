package org.auricle.models.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.auricle.engine.nn.Parameter;
import org.junit.jupiter.api.Test;

class UnderstandingNetworkTest {
  static final UnderstandingConfig CONFIG =
      new UnderstandingConfig(
          List.of("a", "large", "latte"),
          List.of("order", "stop"),
          List.of("size", "drink"),
          7,
          3,
          2);
  private static final List<List<String>> SENTENCES =
      List.of(List.of("stop"), List.of("a", "large", "latte"), List.of("one", "latte"));
  private static final int[] INTENTS = {2, 1, 0}; // of the sentences
  private static final int[][] TAGS = {{0}, {0, 1, 3}, {2, 4}};
  private static final double STEP = 1e-4;

  private static double loss(ReferenceUnderstanding reference) {
    double intents = 0;
    double tags = 0;
    for (int s = 0; s < SENTENCES.size(); s++) {
      ReferenceUnderstanding.Said said = reference.run(SENTENCES.get(s));
      intents -= said.intents()[INTENTS[s]];
      for (int t = 0; t < TAGS[s].length; t++) {
        tags -= said.tags()[t][TAGS[s][t]];
      }
    }
    return intents / 3 + tags / 6;
  }

  @Test
  void lossAndGradientsAreTheReferences() {
    UnderstandingNetwork network = new UnderstandingNetwork(CONFIG, 0).initialize(5);
    SentenceBatch batch = network.batch(SENTENCES);
    assertThat(batch.order()).containsExactly(1, 2, 0);
    int[] tags = new int[6];
    int[] intents = new int[3];
    for (int b = 0; b < 3; b++) {
      int s = batch.order()[b];
      intents[b] = INTENTS[s];
      for (int t = 0; t < TAGS[s].length; t++) {
        tags[batch.layout().row(t, b)] = TAGS[s][t];
      }
    }
    network.parameters().zeroGradients();
    double loss = network.accumulate(batch, intents, tags, new SplittableRandom(1));
    ReferenceUnderstanding reference = new ReferenceUnderstanding(CONFIG, network.parameters());
    assertThat(loss).isCloseTo(loss(reference), Offset.offset(1e-5));
    for (Parameter p : network.parameters()) {
      double[] weights = reference.weight(p.name());
      for (int i = 0; i < p.size(); i++) {
        double kept = weights[i];
        weights[i] = kept + STEP;
        double high = loss(reference);
        weights[i] = kept - STEP;
        double low = loss(reference);
        weights[i] = kept;
        assertThat((double) p.grad()[i])
            .as("%s[%d]", p.name(), i)
            .isCloseTo((high - low) / (2 * STEP), Offset.offset(1e-5));
      }
    }
  }

  @Test
  void aModelReadsAsTheReferenceWhateverTheBatch() {
    UnderstandingNetwork network = new UnderstandingNetwork(CONFIG, 0.5).initialize(6);
    UnderstandingModel model = new UnderstandingModel(CONFIG, network.tensors(), 1);
    UnderstandingModel softer = model.withTemperature(2);
    ReferenceUnderstanding reference = new ReferenceUnderstanding(CONFIG, network.parameters());
    List<UnderstandingModel.Reading> readings = model.read(SENTENCES);
    for (int s = 0; s < SENTENCES.size(); s++) {
      ReferenceUnderstanding.Said said = reference.run(SENTENCES.get(s));
      UnderstandingModel.Reading alone = model.read(List.of(SENTENCES.get(s))).get(0);
      double soft = 0;
      for (double log : said.intents()) {
        soft += Math.exp(log / 2);
      }
      for (int k = 0; k < 3; k++) {
        Offset<Double> near = Offset.offset(1e-5);
        assertThat(readings.get(s).intents()[k]).isCloseTo(Math.exp(said.intents()[k]), near);
        assertThat(alone.intents()[k]).isCloseTo(Math.exp(said.intents()[k]), near);
        assertThat(softer.read(SENTENCES).get(s).intents()[k])
            .isCloseTo(Math.exp(said.intents()[k] / 2) / soft, near);
      }
      for (int t = 0; t < SENTENCES.get(s).size(); t++) {
        assertThat(readings.get(s).tags()[t]).containsExactly(said.tags()[t], Offset.offset(1e-5));
      }
    }
  }

  /** What an unknown word is made of: its letters, which it shares with words that are known. */
  @Test
  void wordsShareTheirLetters() {
    WordFeatures features = new WordFeatures(CONFIG);
    assertThat(features.entry("latte")).isEqualTo(3);
    assertThat(features.entry("lattes")).isEqualTo(WordFeatures.unknown());
    assertThat(features.ngrams("a")).hasSize(3); // <a, a>, <a>
    assertThat(features.ngrams("lattes")).containsAll(features.ngrams("latte").subList(0, 11));
    assertThat(features.ngrams("latte")).allMatch(id -> id >= 4 && id < 11);
  }

  @Test
  void aWordMayBeHidden() {
    UnderstandingNetwork network = new UnderstandingNetwork(CONFIG, 0);
    SentenceBatch all = network.batch(SENTENCES, 1, new SplittableRandom(1));
    SentenceBatch none = network.batch(SENTENCES, 0, new SplittableRandom(1));
    int first = 0; // its own entry stands before its n-grams
    assertThat(none.bags().ids()[first]).isEqualTo(1);
    assertThat(all.bags().ids()[first]).isEqualTo(WordFeatures.unknown());
    assertThat(all.bags().starts()).isEqualTo(none.bags().starts());
  }
}
