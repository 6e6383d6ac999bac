package org.auricle.decoder.lm.lstm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.VectorMath;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.Dropout;
import org.auricle.engine.nn.GradientClipping;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.ParameterSet;

/**
 * The network in training: embedding, LSTM layers, projection to the size of an embedding if that
 * differs, softmax by {@link SampledSoftmax}; dropout between them (Zaremba et al. 2014, arXiv
 * 1409.2329). Not thread-safe.
 */
final class LstmLmNetwork {
  private static final double EMBEDDING_BOUND = 0.1;

  private final LstmLmConfig config;
  private final Parallel parallel;
  private final SparseTable embedding;
  private final SparseTable outputWeight; // the embedding, if tied
  private final SparseTable outputBias;
  private final List<CarriedLstm> layers = new ArrayList<>();
  private final Parameter projectionWeight; // [E x H]
  private final Parameter projectionBias; // [E]
  private final ParameterSet dense;
  private final AdamW adam;
  private final AdamW.Options options;
  private final List<Dropout> dropouts =
      new ArrayList<>(); // of each layer's input, then the output
  private final boolean dropping;

  private final PackedMatrix packed = new PackedMatrix(1, 1);
  private final float[][] inputs; // [layers + 1] of [N x I], what the layers take, then the output
  private float[] embedded = new float[0]; // [N x E]
  private float[] top = new float[0]; // [N x E], what meets the output weights
  private float[] dTop = new float[0]; // [N x E]
  private float[] dUpper = new float[0]; // [N x max(E, H)]
  private float[] dLower = new float[0];

  LstmLmNetwork(
      LstmLmConfig config, double dropout, AdamW.Options options, long seed, Parallel parallel) {
    this.config = config;
    this.options = options;
    this.parallel = parallel;
    this.dropping = dropout > 0;
    embedding = new SparseTable("embedding.weight", config.vocabulary(), config.embedding());
    outputWeight =
        config.tied()
            ? embedding
            : new SparseTable("output.weight", config.vocabulary(), config.embedding());
    outputBias = new SparseTable("output.bias", config.vocabulary(), 1);
    List<Parameter> parameters = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    CarriedLstm.uniform(embedding.value(), EMBEDDING_BOUND, random);
    for (int l = 0; l < config.layers(); l++) {
      CarriedLstm layer = new CarriedLstm(l, config.input(l), config.hidden(), parallel);
      layer.initialize(random);
      layers.add(layer);
      parameters.addAll(layer.parameters());
    }
    projectionWeight = Parameter.zeros("projection.weight", config.embedding(), config.hidden());
    projectionBias = Parameter.zeros("projection.bias", config.embedding());
    if (config.projected()) {
      double bound = Math.sqrt(6.0 / (config.embedding() + config.hidden()));
      CarriedLstm.uniform(projectionWeight.value(), bound, random);
      parameters.add(projectionWeight);
      parameters.add(projectionBias);
    }
    if (!config.tied()) {
      CarriedLstm.uniform(outputWeight.value(), EMBEDDING_BOUND, random);
    }
    dense = new ParameterSet(parameters);
    adam = new AdamW(dense, options);
    for (int l = 0; l <= config.layers(); l++) {
      dropouts.add(new Dropout(dropout));
    }
    inputs = new float[config.layers() + 1][];
  }

  /** Starts the output from the symbols' own frequencies: b_w = ln((n_w + 1) / (n + V)). */
  void startFrom(long[] counts) {
    double total = counts.length;
    for (long count : counts) {
      total += count;
    }
    for (int w = 0; w < counts.length; w++) {
      outputBias.value()[w] = (float) Math.log((counts[w] + 1) / total);
    }
  }

  /** Forgets the text before, for so many streams. */
  void reset(int batch) {
    layers.forEach(layer -> layer.reset(batch));
  }

  /**
   * Forward, loss and backward over a stretch; gradients are added up until {@link #update}.
   *
   * @param symbols [N] inputs, N = steps * batch, row t * batch + b
   * @param targets [N] the symbols that follow
   * @return the sum of the rows' cross-entropies, in nats
   */
  double accumulate(
      int[] symbols,
      int[] targets,
      int steps,
      int batch,
      SampledSoftmax softmax,
      SplittableRandom random) {
    int rows = steps * batch;
    ensure(rows);
    forward(symbols, steps, batch, random);
    double loss = softmax.forwardBackward(top, rows, targets, outputWeight, outputBias, dTop);
    backward(symbols, steps, batch);
    return loss;
  }

  private void ensure(int rows) {
    int width = Math.max(config.embedding(), config.hidden());
    if (dUpper.length < rows * width) {
      embedded = new float[rows * config.embedding()];
      top = new float[rows * config.embedding()];
      dTop = new float[rows * config.embedding()];
      dUpper = new float[rows * width];
      dLower = new float[rows * width];
    }
  }

  private void forward(int[] symbols, int steps, int batch, SplittableRandom random) {
    int size = config.embedding();
    int rows = steps * batch;
    boolean[] fresh = new boolean[rows];
    for (int r = 0; r < rows; r++) {
      fresh[r] = symbols[r] == SymbolTable.BOUNDARY;
      System.arraycopy(embedding.value(), symbols[r] * size, embedded, r * size, size);
    }
    float[] x = embedded;
    for (int l = 0; l < layers.size(); l++) {
      inputs[l] = drop(l, x, rows * config.input(l), random);
      x = layers.get(l).forward(inputs[l], fresh, steps, batch);
    }
    int last = layers.size();
    inputs[last] = drop(last, x, rows * config.hidden(), random);
    if (config.projected()) {
      packed.pack(config.hidden(), size, projectionWeight.value(), 0, config.hidden(), true);
      Gemm.multiply(
          rows, inputs[last], 0, config.hidden(), false, packed, false, top, 0, size, parallel);
      VectorMath.addRow(rows, size, projectionBias.value(), 0, top, 0, size);
    } else {
      System.arraycopy(inputs[last], 0, top, 0, rows * size);
    }
  }

  private float[] drop(int place, float[] x, int size, SplittableRandom random) {
    return dropping ? dropouts.get(place).forward(x, size, random) : x;
  }

  private void backward(int[] symbols, int steps, int batch) {
    int size = config.embedding();
    int rows = steps * batch;
    int last = layers.size();
    float[] dOut = dUpper;
    float[] dIn = dLower;
    if (config.projected()) {
      int hidden = config.hidden();
      packed.pack(rows, hidden, inputs[last], 0, hidden, false);
      Gemm.multiply(
          size, dTop, 0, size, true, packed, true, projectionWeight.grad(), 0, hidden, parallel);
      VectorMath.columnSums(rows, size, dTop, 0, size, projectionBias.grad(), 0);
      packed.pack(size, hidden, projectionWeight.value(), 0, hidden, false);
      Gemm.multiply(rows, dTop, 0, size, false, packed, false, dOut, 0, hidden, parallel);
    } else {
      System.arraycopy(dTop, 0, dOut, 0, rows * size);
    }
    dropBackward(last, dOut, rows * config.hidden());
    for (int l = last - 1; l >= 0; l--) {
      layers.get(l).backward(inputs[l], steps, batch, dOut, dIn);
      dropBackward(l, dIn, rows * config.input(l));
      float[] swap = dOut;
      dOut = dIn;
      dIn = swap;
    }
    for (int r = 0; r < rows; r++) {
      embedding.add(symbols[r], 1f, dOut, r * size);
    }
  }

  private void dropBackward(int place, float[] d, int size) {
    if (dropping) {
      dropouts.get(place).backward(d, size);
    }
  }

  /**
   * One step of AdamW from the gradients, which are then cleared.
   *
   * @param count rows that they were summed over
   * @param clip limit of the mean gradient's norm
   * @return that norm before clipping; if it is not finite the weights stay as they are
   */
  double update(double learningRate, int count, double clip) {
    double squares = Math.pow(GradientClipping.globalNorm(dense), 2) + outputBias.sumOfSquares();
    for (SparseTable table : tables()) {
      squares += table.sumOfSquares();
    }
    double norm = Math.sqrt(squares) / count;
    if (Double.isFinite(norm)) {
      double scale = GradientClipping.scale(norm, clip) / count;
      adam.step(learningRate, scale);
      for (SparseTable table : tables()) {
        table.step(learningRate, scale, options, adam.step());
      }
      outputBias.step(learningRate, scale, options, adam.step());
    }
    clearGradients();
    return norm;
  }

  /** Forgets the gradients. */
  void clearGradients() {
    dense.zeroGradients();
    tables().forEach(SparseTable::clear);
    outputBias.clear();
  }

  private List<SparseTable> tables() {
    return config.tied() ? List.of(embedding) : List.of(embedding, outputWeight);
  }

  /** All trainable arrays, for tests and for {@link #weights}. */
  List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    tables().forEach(table -> all.add(table.parameter()));
    all.add(outputBias.parameter());
    dense.forEach(all::add);
    return all;
  }

  /** Updates made so far. */
  long updates() {
    return adam.step();
  }

  /** Everything that training changes, live, in a fixed order, for checkpoints. */
  List<float[]> state() {
    List<float[]> state = new ArrayList<>();
    parameters().forEach(p -> state.add(p.value()));
    List<SparseTable> sparse = new ArrayList<>(tables());
    sparse.add(outputBias);
    for (SparseTable table : sparse) {
      state.add(table.firstMoment());
      state.add(table.secondMoment());
    }
    int i = 0;
    for (Parameter ignored : dense) {
      state.add(adam.firstMoment(i));
      state.add(adam.secondMoment(i));
      i++;
    }
    layers.forEach(layer -> state.addAll(layer.carried()));
    return state;
  }

  /** Continues after so many updates, {@link #state} having been restored. */
  void restoreUpdates(long updates) {
    adam.restoreStep(updates);
  }

  /** The present weights; copied, so that training may go on. */
  LstmLmWeights weights() {
    Map<String, float[]> tensors = new HashMap<>();
    parameters().forEach(p -> tensors.put(p.name(), p.value().clone()));
    return LstmLmWeights.of(config, tensors);
  }
}
