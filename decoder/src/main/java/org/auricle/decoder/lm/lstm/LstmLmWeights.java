package org.auricle.decoder.lm.lstm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a network, not to be written to.
 *
 * @param config sizes
 * @param embedding [V x E]
 * @param layers from the input up
 * @param projection what brings the last layer's output to the size of an embedding; weight [E x H]
 *     and bias [E], or empty arrays where H = E
 * @param output weight [V x E], the embedding itself if tied, and bias [V]
 */
public record LstmLmWeights(
    LstmLmConfig config, float[] embedding, List<Layer> layers, Affine projection, Affine output) {

  /**
   * An LSTM layer; gates in PyTorch's order i, f, g, o.
   *
   * @param weightIh [4H x I]
   * @param weightHh [4H x H]
   * @param bias [4H]
   */
  public record Layer(float[] weightIh, float[] weightHh, float[] bias) {}

  /**
   * y = W x + b.
   *
   * @param weight row-major
   * @param bias one a row
   */
  public record Affine(float[] weight, float[] bias) {}

  /**
   * A weight with its name and shape.
   *
   * @param name in PyTorch's style
   * @param shape row-major
   * @param values live
   */
  public record Tensor(String name, int[] shape, float[] values) {}

  /** Requires that all shapes fit the sizes. */
  public LstmLmWeights {
    layers = List.copyOf(layers);
    if (layers.size() != config.layers()) {
      throw new IllegalArgumentException(
          "layers: " + layers.size() + " (expected: " + config.layers() + ")");
    }
    for (Tensor tensor : tensors(config, embedding, layers, projection, output)) {
      long size = 1;
      for (int d : tensor.shape()) {
        size *= d;
      }
      if (tensor.values().length != size) {
        throw new IllegalArgumentException(
            tensor.name() + ": " + tensor.values().length + " values (expected: " + size + ")");
      }
    }
  }

  /**
   * Weights by their names.
   *
   * @throws IllegalArgumentException naming the tensor that is missing or has another size
   */
  public static LstmLmWeights of(LstmLmConfig config, Map<String, float[]> tensors) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < config.layers(); l++) {
      layers.add(
          new Layer(
              get(tensors, "lstm.weight_ih_l" + l),
              get(tensors, "lstm.weight_hh_l" + l),
              get(tensors, "lstm.bias_ih_l" + l)));
    }
    float[] embedding = get(tensors, "embedding.weight");
    Affine projection =
        config.projected()
            ? new Affine(get(tensors, "projection.weight"), get(tensors, "projection.bias"))
            : new Affine(new float[0], new float[0]);
    Affine output =
        new Affine(
            config.tied() ? embedding : get(tensors, "output.weight"), get(tensors, "output.bias"));
    return new LstmLmWeights(config, embedding, layers, projection, output);
  }

  private static float[] get(Map<String, float[]> tensors, String name) {
    float[] values = tensors.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "no tensor " + name + " (found: " + tensors.keySet() + ")");
    }
    return values;
  }

  /** All weights in a fixed order; a tied output weight is not among them. */
  public List<Tensor> tensors() {
    return tensors(config, embedding, layers, projection, output);
  }

  private static List<Tensor> tensors(
      LstmLmConfig config,
      float[] embedding,
      List<Layer> layers,
      Affine projection,
      Affine output) {
    int v = config.vocabulary();
    int e = config.embedding();
    int h = config.hidden();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    add(tensors, "embedding.weight", embedding, v, e);
    for (int l = 0; l < layers.size(); l++) {
      add(tensors, "lstm.weight_ih_l" + l, layers.get(l).weightIh(), 4 * h, config.input(l));
      add(tensors, "lstm.weight_hh_l" + l, layers.get(l).weightHh(), 4 * h, h);
      add(tensors, "lstm.bias_ih_l" + l, layers.get(l).bias(), 4 * h);
    }
    if (config.projected()) {
      add(tensors, "projection.weight", projection.weight(), e, h);
      add(tensors, "projection.bias", projection.bias(), e);
    }
    if (!config.tied()) {
      add(tensors, "output.weight", output.weight(), v, e);
    }
    add(tensors, "output.bias", output.bias(), v);
    return List.copyOf(tensors.values());
  }

  private static void add(Map<String, Tensor> tensors, String name, float[] values, int... shape) {
    tensors.put(name, new Tensor(name, shape, values));
  }

  /** Number of weights. */
  public long count() {
    return tensors().stream().mapToLong(t -> t.values().length).sum();
  }
}
