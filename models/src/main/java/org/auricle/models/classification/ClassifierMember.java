package org.auricle.models.classification;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.training.LearningWeights;

/** One network in training, with all that changes as it learns. Not thread-safe. */
final class ClassifierMember {
  private static final int MEASURED = 256; // texts at a time

  private final ClassifierTraining training;
  private final ClassifierData data;
  private final List<TextBatch.Item> items;
  private final int[] learned; // texts
  private final int[] heldOut;
  private final long seed;
  private final ClassifierNetwork network;
  private final LearningWeights weights;

  ClassifierMember(ClassifierTraining training, ClassifierData data, int member) {
    this.training = training;
    this.data = data;
    items = data.items(member, training.parts());
    learned = data.indices(member, false);
    heldOut = data.indices(member, true);
    seed = new SplittableRandom(training.seed() + 31L * member).nextLong();
    network = new ClassifierNetwork(data.config(training), training.dropout(), seed);
    weights =
        new LearningWeights(
            network.parameters(),
            AdamW.Options.DEFAULT.withWeightDecay(training.weightDecay()),
            training.clip(),
            training.averageDecay());
  }

  ClassifierNetwork network() {
    return network;
  }

  LearningWeights weights() {
    return weights;
  }

  int epochUpdates() {
    return (learned.length + training.batch() - 1) / training.batch();
  }

  long updates() {
    return (long) training.epochs() * epochUpdates();
  }

  /** Independent of how the run was cut up. */
  private SplittableRandom random(long index) {
    return new SplittableRandom(seed + index).split();
  }

  /** The epoch's texts in its order. */
  int[] order(int epoch) {
    int[] order = learned.clone();
    SplittableRandom random = random(epoch);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /**
   * Learns from some texts.
   *
   * @param update counted from 0
   * @return the mean loss; if it or the gradient is not finite, the weights stay as they are
   */
  double learn(int[] texts, long update) {
    SplittableRandom random = random(-1 - update);
    List<TextBatch.Item> chosen = Arrays.stream(texts).mapToObj(items::get).toList();
    TextBatch batch = TextBatch.of(chosen, data.vectors(), training.wordDropout(), random);
    int[] labels = Arrays.stream(batch.order()).map(b -> data.labels()[texts[b]]).toArray();
    float[] logits = network.forward(batch, random);
    float[] dLogits = new float[logits.length];
    double loss =
        new SmoothedCrossEntropy(data.classes().size(), training.labelSmoothing())
            .compute(logits, labels, 1.0 / texts.length, dLogits);
    network.backward(dLogits);
    boolean learned = weights.step(loss, training.learningRate(update, updates()));
    return learned ? loss / texts.length : Double.NaN;
  }

  /** Loss and accuracy, in percent, of the averaged weights on the part held out. */
  double[] measure() {
    return weights.averaged(this::measureHeldOut);
  }

  private double[] measureHeldOut() {
    int classes = data.classes().size();
    SmoothedCrossEntropy entropy = new SmoothedCrossEntropy(classes, 0);
    double loss = 0;
    int right = 0;
    for (int from = 0; from < heldOut.length; from += MEASURED) {
      int[] texts = Arrays.copyOfRange(heldOut, from, Math.min(heldOut.length, from + MEASURED));
      TextBatch batch =
          TextBatch.of(Arrays.stream(texts).mapToObj(items::get).toList(), data.vectors());
      float[] logits = network.forward(batch);
      int[] labels = Arrays.stream(batch.order()).map(b -> data.labels()[texts[b]]).toArray();
      loss += entropy.compute(logits, labels, 0, new float[logits.length]);
      right +=
          (int)
              IntStream.range(0, labels.length)
                  .filter(b -> argMax(logits, b * classes, classes) == labels[b])
                  .count();
    }
    return new double[] {loss / heldOut.length, 100.0 * right / heldOut.length};
  }

  static int argMax(float[] values, int from, int count) {
    int best = 0;
    for (int c = 1; c < count; c++) {
      best = values[from + c] > values[from + best] ? c : best;
    }
    return best;
  }
}
