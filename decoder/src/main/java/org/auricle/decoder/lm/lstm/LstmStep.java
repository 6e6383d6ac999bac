package org.auricle.decoder.lm.lstm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.engine.math.Activations;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.VectorMath;

/**
 * A network with fixed weights, laid out for inference: many states go on by one symbol each, as a
 * product per layer. Immutable and thread-safe; a {@link Scratch} belongs to one thread. A state
 * has the same bits alone and in any batch.
 */
final class LstmStep {
  private final LstmLmWeights weights;
  private final LstmLmConfig config;
  private final List<PackedMatrix> layers = new ArrayList<>(); // [(I + H) x 4H]
  private final PackedMatrix projection; // [H x E]
  private final PackedMatrix output; // [E x V]

  /** Arrays of a computation that are used again. */
  static final class Scratch {
    private float[] in = new float[0]; // [rows x (I + H)]
    private float[] gates = new float[0]; // [rows x 4H]
    private float[] previous = new float[0]; // [rows x H], c before
    private float[] c = new float[0];
    private float[] tanh = new float[0];
    private float[] h = new float[0];
    private float[] top = new float[0]; // [rows x E]

    private void ensure(LstmLmConfig config, int rows) {
      int hidden = config.hidden();
      if (c.length < rows * hidden) {
        in = new float[rows * (Math.max(config.embedding(), hidden) + hidden)];
        gates = new float[rows * 4 * hidden];
        previous = new float[rows * hidden];
        c = new float[rows * hidden];
        tanh = new float[rows * hidden];
        h = new float[rows * hidden];
        top = new float[rows * config.embedding()];
      }
    }
  }

  LstmStep(LstmLmWeights weights) {
    this.weights = weights;
    this.config = weights.config();
    int hidden = config.hidden();
    for (int l = 0; l < config.layers(); l++) {
      LstmLmWeights.Layer layer = weights.layers().get(l);
      int input = config.input(l);
      float[] both = new float[4 * hidden * (input + hidden)];
      for (int row = 0; row < 4 * hidden; row++) {
        int at = row * (input + hidden);
        System.arraycopy(layer.weightIh(), row * input, both, at, input);
        System.arraycopy(layer.weightHh(), row * hidden, both, at + input, hidden);
      }
      layers.add(packed(input + hidden, 4 * hidden, both));
    }
    projection =
        config.projected()
            ? packed(hidden, config.embedding(), weights.projection().weight())
            : null;
    output = packed(config.embedding(), config.vocabulary(), weights.output().weight());
  }

  private static PackedMatrix packed(int k, int n, float[] transposed) {
    return new PackedMatrix(k, n).pack(transposed, 0, k, true);
  }

  /**
   * Takes states one symbol further.
   *
   * @param symbols [rows]
   * @param from [rows] slots, -1 for the state before all text
   * @param to [rows] allocated slots to write, none of which is read
   */
  void advance(int rows, int[] symbols, int[] from, int[] to, StatePool pool, Scratch scratch) {
    scratch.ensure(config, rows);
    int hidden = config.hidden();
    for (int l = 0; l < layers.size(); l++) {
      gather(l, rows, symbols, from, pool, scratch);
      int width = config.input(l) + hidden;
      Gemm.multiply(
          rows,
          scratch.in,
          0,
          width,
          layers.get(l),
          weights.layers().get(l).bias(),
          scratch.gates,
          0,
          4 * hidden);
      Activations.lstmForward(
          rows,
          hidden,
          scratch.gates,
          0,
          scratch.previous,
          0,
          scratch.c,
          0,
          scratch.tanh,
          0,
          scratch.h,
          0,
          hidden);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(scratch.h, r * hidden, pool.data(), pool.h(to[r], l), hidden);
        System.arraycopy(scratch.c, r * hidden, pool.data(), pool.c(to[r], l), hidden);
      }
    }
    project(rows, to, pool, scratch);
  }

  /** Brings the last layer's output to what meets the output weights. */
  private void project(int rows, int[] to, StatePool pool, Scratch scratch) {
    int hidden = config.hidden();
    int size = config.embedding();
    float[] top = scratch.h;
    if (config.projected()) {
      top = scratch.top;
      Gemm.multiply(
          rows, scratch.h, 0, hidden, projection, weights.projection().bias(), top, 0, size);
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(top, r * size, pool.data(), pool.top(to[r]), size);
    }
  }

  /** Lays the layer's input and the state before side by side. */
  private void gather(int l, int rows, int[] symbols, int[] from, StatePool pool, Scratch scratch) {
    int hidden = config.hidden();
    int input = config.input(l);
    int width = input + hidden;
    for (int r = 0; r < rows; r++) {
      float[] x = l == 0 ? weights.embedding() : scratch.h;
      System.arraycopy(x, (l == 0 ? symbols[r] : r) * input, scratch.in, r * width, input);
      int at = r * width + input;
      if (from[r] < 0) {
        Arrays.fill(scratch.in, at, at + hidden, 0f);
        Arrays.fill(scratch.previous, r * hidden, (r + 1) * hidden, 0f);
      } else {
        System.arraycopy(pool.data(), pool.h(from[r], l), scratch.in, at, hidden);
        System.arraycopy(pool.data(), pool.c(from[r], l), scratch.previous, r * hidden, hidden);
      }
    }
  }

  /**
   * The distributions over the next symbol.
   *
   * @param slots states, those of [first, first + rows)
   * @param out [rows x V], natural log
   */
  void logProbs(int rows, int[] slots, int first, StatePool pool, Scratch scratch, float[] out) {
    logits(rows, slots, first, pool, scratch, out);
    Activations.logSoftmax(rows, config.vocabulary(), out, 0, out, 0);
  }

  private void logits(
      int rows, int[] slots, int first, StatePool pool, Scratch scratch, float[] out) {
    scratch.ensure(config, rows);
    int size = config.embedding();
    for (int r = 0; r < rows; r++) {
      System.arraycopy(pool.data(), pool.top(slots[first + r]), scratch.top, r * size, size);
    }
    Gemm.multiply(
        rows, scratch.top, 0, size, output, weights.output().bias(), out, 0, config.vocabulary());
  }

  /**
   * What a state's logits are normalised by: ln of the sum of their exponentials.
   *
   * @param slot alone in the array
   * @param logits [V], scratch
   */
  float logNormalizer(int[] slot, StatePool pool, Scratch scratch, float[] logits) {
    logits(1, slot, 0, pool, scratch, logits);
    return LogMath.logSumExp(logits, 0, config.vocabulary());
  }

  /** The logit of one symbol after a state. */
  float logit(int slot, int symbol, StatePool pool) {
    int size = config.embedding();
    return VectorMath.dot(
            size, pool.data(), pool.top(slot), weights.output().weight(), symbol * size)
        + weights.output().bias()[symbol];
  }
}
