package org.auricle.acoustic.bilstm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.BiLstm;
import org.auricle.engine.nn.Dense;
import org.auricle.engine.nn.Dropout;
import org.auricle.engine.nn.LogSoftmax;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.ParameterSet;
import org.auricle.engine.nn.SequenceLayout;

/**
 * The network in the form that trains: mini-batches in a {@link SequenceLayout}, forward and
 * backward. Not thread-safe; inside it uses the threads of the {@link Parallel} given.
 */
public final class BiLstmNetwork {
  private final BiLstmConfig config;
  private final DropoutOptions dropout;
  private final List<BiLstm> layers = new ArrayList<>();
  private final List<Dropout> dropouts = new ArrayList<>();
  private final Dense output;
  private final ParameterSet parameters;
  private int frozen;

  // Of the last forward, for backward.
  private SequenceLayout layout;
  private boolean training;
  private float[] last = new float[0]; // [rows x outputDim], what the dense layer took
  private float[] logProbs = new float[0]; // [rows x tokens]
  private float[] gradient = new float[0]; // [rows x outputDim]
  private float[] nextGradient = new float[0]; // [rows x outputDim]

  /**
   * A network with zero weights.
   *
   * @param dropout what is dropped in training
   */
  public BiLstmNetwork(BiLstmConfig config, DropoutOptions dropout, Parallel parallel) {
    this.config = config;
    this.dropout = dropout;
    List<Parameter> all = new ArrayList<>();
    for (int l = 0; l < config.layers(); l++) {
      layers.add(
          new BiLstm(
              BiLstmConfig.LSTM,
              l,
              config.layerInput(l),
              config.hidden(),
              config.cell(),
              dropout.recurrent(),
              parallel));
      dropouts.add(new Dropout(dropout.outputs()));
      all.addAll(layers.get(l).parameters());
    }
    output = new Dense(BiLstmConfig.OUTPUT, config.outputDim(), config.tokens(), parallel);
    all.addAll(output.parameters());
    parameters = new ParameterSet(all);
  }

  /** A network with zero weights, of whose layers each value is dropped so often in training. */
  public BiLstmNetwork(BiLstmConfig config, double dropout, Parallel parallel) {
    this(config, DropoutOptions.ofOutputs(dropout), parallel);
  }

  /** Random weights from a seed. */
  public void initialize(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (BiLstm layer : layers) {
      layer.initialize(random);
    }
    output.initialize(random);
  }

  /** The shape. */
  public BiLstmConfig config() {
    return config;
  }

  /** All weights and gradients. */
  public ParameterSet parameters() {
    return parameters;
  }

  /** A copy of the weights as they are now. */
  public BiLstmWeights weights() {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    for (Parameter p : parameters) {
      tensors.put(p.name(), p.value().clone());
    }
    return new BiLstmWeights(config, tensors);
  }

  /** Takes over weights of the same shape. */
  public void load(BiLstmWeights weights) {
    if (!weights.config().equals(config)) {
      throw new IllegalArgumentException(
          "weights of " + weights.config() + " (expected: " + config + ")");
    }
    for (Parameter p : parameters) {
      System.arraycopy(weights.get(p.name()), 0, p.value(), 0, p.size());
    }
  }

  /**
   * Takes over what another network has learned: its LSTM layers, and the rows of its output layer
   * for the tokens that both know; the other rows stay as they are.
   *
   * @param rows for each token of this network its row in the other's output layer, or -1
   * @throws IllegalArgumentException if input width, layers, hidden units or cell differ
   */
  public void transfer(BiLstmWeights weights, int[] rows) {
    BiLstmConfig from = weights.config();
    if (from.inputDim() != config.inputDim()
        || from.layers() != config.layers()
        || from.hidden() != config.hidden()
        || !from.cell().equals(config.cell())) {
      throw new IllegalArgumentException(
          "weights of " + from + " (expected: " + config + ", any number of tokens)");
    }
    for (Parameter p : parameters) {
      float[] values = weights.get(p.name());
      if (!p.name().startsWith(BiLstmConfig.OUTPUT)) {
        System.arraycopy(values, 0, p.value(), 0, p.size());
        continue;
      }
      int width = p.size() / config.tokens();
      for (int t = 0; t < config.tokens(); t++) {
        if (rows[t] >= 0) {
          System.arraycopy(values, rows[t] * width, p.value(), t * width, width);
        }
      }
    }
  }

  /**
   * The first layers stay as they are from now on: {@link #backward} does not go into them, and
   * {@link #trainable} leaves them out.
   *
   * @param layers 0 to all
   */
  public void freeze(int layers) {
    if (layers < 0 || layers > config.layers()) {
      throw new IllegalArgumentException(
          "frozen layers: " + layers + " (expected: 0.." + config.layers() + ")");
    }
    frozen = layers;
  }

  /** The weights and gradients that learn. */
  public ParameterSet trainable() {
    List<Parameter> learning = new ArrayList<>();
    for (int l = frozen; l < layers.size(); l++) {
      learning.addAll(layers.get(l).parameters());
    }
    learning.addAll(output.parameters());
    return new ParameterSet(learning);
  }

  /**
   * Scores a mini-batch without dropout.
   *
   * @param x [rows x inputDim]; kept until backward
   * @return log-softmax [rows x tokens], natural log; owned by the network, valid until the next
   *     call
   */
  public float[] forward(float[] x, SequenceLayout layout) {
    this.training = false;
    return run(x, layout, new SplittableRandom(0));
  }

  /**
   * The same in training, with dropout drawn from random.
   *
   * @return as {@link #forward(float[], SequenceLayout)}
   */
  public float[] forward(float[] x, SequenceLayout layout, SplittableRandom random) {
    this.training = true;
    return run(x, layout, random);
  }

  private float[] run(float[] x, SequenceLayout layout, SplittableRandom random) {
    this.layout = layout;
    int rows = layout.rows();
    float[] values = x;
    for (int l = 0; l < layers.size(); l++) {
      if (training) {
        values = layers.get(l).forward(values, layout, random);
        values = drop(l, values, random);
      } else {
        values = layers.get(l).forward(values, layout);
      }
    }
    last = values;
    logProbs = ensure(logProbs, rows * config.tokens());
    output.forward(last, rows, logProbs);
    LogSoftmax.forward(rows, config.tokens(), logProbs, logProbs);
    return logProbs;
  }

  private float[] drop(int layer, float[] values, SplittableRandom random) {
    int dim = config.outputDim();
    return dropout.perUtterance()
        ? dropouts.get(layer).forward(values, layout, dim, random)
        : dropouts.get(layer).forward(values, layout.rows() * dim, random);
  }

  private void dropBackward(int layer) {
    int dim = config.outputDim();
    if (dropout.perUtterance()) {
      dropouts.get(layer).backward(gradient, layout, dim);
    } else {
      dropouts.get(layer).backward(gradient, layout.rows() * dim);
    }
  }

  /**
   * Adds the gradients of the last forward's parameters, of those that learn.
   *
   * @param dLogits [rows x tokens], gradient of the loss with respect to the logits, before the
   *     log-softmax, as CTC gives it
   */
  public void backward(float[] dLogits) {
    int size = layout.rows() * config.outputDim();
    gradient = ensure(gradient, size);
    nextGradient = ensure(nextGradient, size);
    output.backward(last, layout.rows(), dLogits, gradient);
    for (int l = layers.size() - 1; l >= frozen; l--) {
      if (training) {
        dropBackward(l);
      }
      layers.get(l).backward(gradient, l > frozen ? nextGradient : new float[0]);
      float[] swap = gradient;
      gradient = nextGradient;
      nextGradient = swap;
    }
  }

  private static float[] ensure(float[] buffer, int size) {
    return buffer.length >= size ? buffer : new float[size];
  }
}
