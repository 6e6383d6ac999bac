package org.auricle.models.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.nn.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierNetworkTest {
  private static final double STEP = 5e-3;
  private static final int[] LABELS = {2, 0, 1};
  private static final SmoothedCrossEntropy LOSS = new SmoothedCrossEntropy(3, 0.1);

  private static List<TextBatch.Item> items() {
    SplittableRandom random = new SplittableRandom(3);
    float[] words = new float[6 * 3];
    float[] pairs = new float[4 * 3];
    for (int i = 3; i < words.length; i++) {
      words[i] = (float) random.nextDouble(-1, 1);
    }
    for (int i = 3; i < pairs.length; i++) {
      pairs[i] = (float) random.nextDouble(-1, 1);
    }
    WordEvidence evidence = new WordEvidence(3, words, pairs);
    List<TextBatch.Item> items = new ArrayList<>();
    for (int length : new int[] {2, 5, 1}) {
      int[] ids = random.ints(length, 0, 6).toArray();
      int[] pairIds = random.ints(length, 0, 4).toArray();
      items.add(new TextBatch.Item(new EncodedText(ids, pairIds), evidence));
    }
    return items;
  }

  private static double loss(ClassifierNetwork network, TextBatch batch, double dropout) {
    float[] logits =
        dropout > 0 ? network.forward(batch, new SplittableRandom(9)) : network.forward(batch);
    return LOSS.compute(logits, LABELS, 1, new float[logits.length]);
  }

  /** With dropout the masks are the same each time, being drawn from the same seed. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.4})
  void gradientsAreTheSlopesOfTheLoss(double dropout) {
    ClassifierNetwork network =
        new ClassifierNetwork(new ClassifierConfig(5, 3, 2, 2, 3), dropout, 1);
    TextBatch batch = TextBatch.of(items(), 5);
    assertThat(batch.order()).containsExactly(1, 0, 2);
    float[] logits =
        dropout > 0 ? network.forward(batch, new SplittableRandom(9)) : network.forward(batch);
    float[] dLogits = new float[logits.length];
    LOSS.compute(logits, LABELS, 1, dLogits);
    network.parameters().zeroGradients();
    network.backward(dLogits);
    for (Parameter p : network.parameters()) {
      for (int i = 0; i < p.size(); i++) {
        float kept = p.value()[i];
        p.value()[i] = (float) (kept + STEP);
        double high = loss(network, batch, dropout);
        p.value()[i] = (float) (kept - STEP);
        double low = loss(network, batch, dropout);
        p.value()[i] = kept;
        double slope = (high - low) / (2 * STEP);
        assertThat((double) p.grad()[i])
            .as("%s[%d]", p.name(), i)
            .isCloseTo(slope, within(1e-3 + 0.01 * Math.abs(slope)));
      }
    }
  }
}
