package org.auricle.models.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.auricle.acoustic.training.WeightAverage;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.GradientClipping;
import org.auricle.engine.nn.Parameter;

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
  private final AdamW adam;
  private final WeightAverage average;
  private final List<float[]> best = new ArrayList<>(); // weights of the best epoch

  ClassifierMember(ClassifierTraining training, ClassifierData data, int member) {
    this.training = training;
    this.data = data;
    items = data.items(member, training.parts());
    learned = data.indices(member, false);
    heldOut = data.indices(member, true);
    seed = new SplittableRandom(training.seed() + 31L * member).nextLong();
    network = new ClassifierNetwork(data.config(training), training.dropout(), seed);
    AdamW.Options d = AdamW.Options.DEFAULT;
    adam =
        new AdamW(
            network.parameters(),
            new AdamW.Options(d.beta1(), d.beta2(), d.epsilon(), training.weightDecay()));
    average = new WeightAverage(network.parameters(), training.averageDecay());
    network.parameters().forEach(p -> best.add(p.value().clone()));
  }

  ClassifierNetwork network() {
    return network;
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
    network.parameters().zeroGradients();
    float[] logits = network.forward(batch, random);
    float[] dLogits = new float[logits.length];
    double loss =
        new SmoothedCrossEntropy(data.classes().size(), training.labelSmoothing())
            .compute(logits, labels, 1.0 / texts.length, dLogits);
    network.backward(dLogits);
    double norm = GradientClipping.globalNorm(network.parameters());
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      return Double.NaN;
    }
    adam.step(
        training.learningRate(update, updates()), GradientClipping.scale(norm, training.clip()));
    average.update(adam.step());
    return loss / texts.length;
  }

  /** Loss and accuracy, in percent, of the averaged weights on the part held out. */
  double[] measure() {
    average.swap();
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
    average.swap();
    return new double[] {loss / heldOut.length, 100.0 * right / heldOut.length};
  }

  static int argMax(float[] values, int from, int count) {
    int best = 0;
    for (int c = 1; c < count; c++) {
      best = values[from + c] > values[from + best] ? c : best;
    }
    return best;
  }

  /** The averaged weights are the best so far. */
  void keepBest() {
    for (int i = 0; i < best.size(); i++) {
      float[] weights = average.averages().get(i);
      System.arraycopy(weights, 0, best.get(i), 0, weights.length);
    }
  }

  /** The network with its best weights, in the end. */
  ClassifierNetwork finish() {
    int i = 0;
    for (Parameter p : network.parameters()) {
      System.arraycopy(best.get(i++), 0, p.value(), 0, p.size());
    }
    return network;
  }

  /** All that a checkpoint keeps; live. */
  List<float[]> state() {
    List<float[]> state = new ArrayList<>();
    network.parameters().forEach(p -> state.add(p.value()));
    state.addAll(average.averages());
    state.addAll(adam.moments());
    state.addAll(best);
    return state;
  }

  long steps() {
    return adam.step();
  }

  void restoreSteps(long steps) {
    adam.restoreStep(steps);
  }
}
