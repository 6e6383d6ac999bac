package org.auricle.models.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.auricle.engine.math.VectorMath;
import org.auricle.engine.nn.SequenceLayout;

/**
 * A trained network that understands, with fixed weights. Thread-safe: it reads one batch at a
 * time, which takes a millisecond or so.
 */
public final class UnderstandingModel {
  private final UnderstandingConfig config;
  private final Map<String, float[]> tensors;
  private final double temperature;
  private final UnderstandingNetwork network; // guarded by itself

  /**
   * What the network says of a sentence.
   *
   * @param intents [intent classes] probabilities, class 0 none of them
   * @param tags [words][tags] natural logs of probabilities
   */
  public record Reading(double[] intents, double[][] tags) {

    /** The likeliest tags that make sense together: [words]. */
    public int[] path() {
      return BioDecoder.decode(tags);
    }
  }

  /**
   * A model.
   *
   * @param tensors by name, as {@link UnderstandingConfig#shapes} lists them
   * @param temperature that the logits of intents are divided by, found on sentences that were not
   *     learned from (Guo et al. 2017, arXiv 1706.04599)
   * @throws IllegalArgumentException naming a tensor that is missing, of another size or not finite
   */
  public UnderstandingModel(
      UnderstandingConfig config, Map<String, float[]> tensors, double temperature) {
    this.config = Objects.requireNonNull(config, "config");
    this.tensors = new LinkedHashMap<>(tensors);
    this.temperature = temperature;
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature: " + temperature + " (expected: > 0)");
    }
    Map<String, int[]> shapes = config.shapes();
    if (!tensors.keySet().equals(shapes.keySet())) {
      throw new IllegalArgumentException(
          "tensors: " + tensors.keySet() + " (expected: " + shapes.keySet() + ")");
    }
    shapes.forEach((name, shape) -> check(name, tensors.get(name), shape));
    network = new UnderstandingNetwork(config, 0).set(tensors);
  }

  private static void check(String name, float[] values, int[] shape) {
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (values.length != size) {
      throw new IllegalArgumentException(
          "tensor " + name + ": " + values.length + " values (expected: " + size + ")");
    }
    if (!VectorMath.isFinite(size, values, 0)) {
      throw new IllegalArgumentException(
          "tensor " + name + ": a value that is not finite (expected: numbers)");
    }
  }

  /** Shape, words, intents, slots. */
  public UnderstandingConfig config() {
    return config;
  }

  /** What the logits of intents are divided by. */
  public double temperature() {
    return temperature;
  }

  /** A tensor's values, row-major; not to be changed. */
  public float[] values(String name) {
    return tensors.get(name);
  }

  /** Number of weights. */
  public long count() {
    return tensors.values().stream().mapToLong(values -> values.length).sum();
  }

  /** The same model with its intents' logits divided by another number. */
  public UnderstandingModel withTemperature(double other) {
    return new UnderstandingModel(config, tensors, other);
  }

  /**
   * Reads sentences.
   *
   * @param sentences words in lower case, at least one in each
   * @return a reading for each, in the order given
   */
  public List<Reading> read(List<List<String>> sentences) {
    if (sentences.isEmpty()) {
      return List.of();
    }
    synchronized (network) {
      SentenceBatch batch = network.batch(sentences);
      UnderstandingNetwork.Scores scores = network.score(batch);
      Reading[] readings = new Reading[sentences.size()];
      for (int b = 0; b < batch.order().length; b++) {
        readings[batch.order()[b]] = reading(batch.layout(), scores, b);
      }
      return List.of(readings);
    }
  }

  private Reading reading(SequenceLayout layout, UnderstandingNetwork.Scores scores, int b) {
    double[] intents = new double[config.intentClasses()];
    double sum = 0;
    for (int k = 0; k < intents.length; k++) {
      intents[k] = Math.exp(scores.intents()[b * intents.length + k] / temperature);
      sum += intents[k];
    }
    for (int k = 0; k < intents.length; k++) {
      intents[k] /= sum;
    }
    List<double[]> tags = new ArrayList<>();
    for (int t = 0; t < layout.length(b); t++) {
      double[] row = new double[config.tags()];
      for (int k = 0; k < row.length; k++) {
        row[k] = scores.tags()[layout.row(t, b) * row.length + k];
      }
      tags.add(row);
    }
    return new Reading(intents, tags.toArray(new double[0][]));
  }
}
