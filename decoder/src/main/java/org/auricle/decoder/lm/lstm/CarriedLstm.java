package org.auricle.decoder.lm.lstm;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.math.Activations;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.VectorMath;
import org.auricle.engine.nn.Parameter;

/**
 * A trainable LSTM layer over parallel streams of text without end, of which it sees a stretch at a
 * time: the state goes on from stretch to stretch, gradients do not (truncated back-propagation
 * through time, Williams and Peng 1990). Where a sentence begins the state is zero. Equations,
 * weights and gate order are those of {@link org.auricle.engine.nn.Lstm}. Not thread-safe.
 *
 * <p>Row {@code t * batch + b} of all arrays is step t of stream b.
 */
final class CarriedLstm {
  private static final int GATES = 4;

  private final int input;
  private final int hidden;
  private final Parallel parallel;
  private final Parameter weightIh; // [4H x I]
  private final Parameter weightHh; // [4H x H]
  private final Parameter bias; // [4H]

  private final PackedMatrix packed = new PackedMatrix(1, 1);
  private final PackedMatrix packedRecurrent = new PackedMatrix(1, 1);
  private float[] carriedH = new float[0]; // [batch x H]
  private float[] carriedC = new float[0]; // [batch x H]
  // Kept from forward to backward.
  private boolean[] fresh = new boolean[0]; // [N], the caller's
  private float[] gates = new float[0]; // [N x 4H], activated
  private float[] previousH = new float[0]; // [N x H], what entered each step
  private float[] previousC = new float[0]; // [N x H]
  private float[] cells = new float[0]; // [N x H]
  private float[] tanhCells = new float[0]; // [N x H]
  private float[] out = new float[0]; // [N x H]
  // Scratch of backward.
  private float[] dGates = new float[0]; // [N x 4H]
  private float[] dCell = new float[0]; // [batch x H]
  private float[] dPrevious = new float[0]; // [batch x H]

  CarriedLstm(int layer, int input, int hidden, Parallel parallel) {
    this.input = input;
    this.hidden = hidden;
    this.parallel = parallel;
    weightIh = Parameter.zeros("lstm.weight_ih_l" + layer, GATES * hidden, input);
    weightHh = Parameter.zeros("lstm.weight_hh_l" + layer, GATES * hidden, hidden);
    bias = Parameter.zeros("lstm.bias_ih_l" + layer, GATES * hidden);
  }

  /**
   * Random weights: uniform with Glorot's bound for the input, 1/sqrt(H) for the recurrence; forget
   * gates start open.
   */
  void initialize(SplittableRandom random) {
    uniform(weightIh.value(), Math.sqrt(6.0 / (input + hidden)), random);
    uniform(weightHh.value(), 1 / Math.sqrt(hidden), random);
    Arrays.fill(bias.value(), 0f);
    Arrays.fill(bias.value(), hidden, 2 * hidden, 1f);
  }

  static void uniform(float[] weights, double bound, SplittableRandom random) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
  }

  List<Parameter> parameters() {
    return List.of(weightIh, weightHh, bias);
  }

  /** Forgets what came before, for so many streams. */
  void reset(int batch) {
    carriedH = new float[batch * hidden];
    carriedC = new float[batch * hidden];
  }

  /** What goes on to the next stretch: h and c, [batch x H] each; live, for checkpoints. */
  List<float[]> carried() {
    return List.of(carriedH, carriedC);
  }

  /**
   * Runs over a stretch.
   *
   * @param x [N x I]
   * @param fresh [N] whether a sentence begins with this row
   * @return h [N x H], owned by the layer
   */
  float[] forward(float[] x, boolean[] fresh, int steps, int batch) {
    this.fresh = fresh;
    int rows = steps * batch;
    int width = GATES * hidden;
    ensure(rows);
    packed.pack(input, width, weightIh.value(), 0, input, true);
    Gemm.multiply(rows, x, 0, input, false, packed, false, gates, 0, width, parallel);
    VectorMath.addRow(rows, width, bias.value(), 0, gates, 0, width);
    packedRecurrent.pack(hidden, width, weightHh.value(), 0, hidden, true);
    for (int t = 0; t < steps; t++) {
      int row = t * batch;
      int before = (row - batch) * hidden;
      enter(row, batch, t == 0 ? carriedH : out, t == 0 ? 0 : before, previousH);
      enter(row, batch, t == 0 ? carriedC : cells, t == 0 ? 0 : before, previousC);
      int at = row * hidden;
      Gemm.multiply(
          batch,
          previousH,
          at,
          hidden,
          false,
          packedRecurrent,
          true,
          gates,
          row * width,
          width,
          parallel);
      Activations.lstmForward(
          batch,
          hidden,
          gates,
          row * width,
          previousC,
          at,
          cells,
          at,
          tanhCells,
          at,
          out,
          at,
          hidden);
    }
    System.arraycopy(out, (rows - batch) * hidden, carriedH, 0, batch * hidden);
    System.arraycopy(cells, (rows - batch) * hidden, carriedC, 0, batch * hidden);
    return out;
  }

  private void ensure(int rows) {
    if (cells.length < rows * hidden) {
      gates = new float[rows * GATES * hidden];
      dGates = new float[rows * GATES * hidden];
      previousH = new float[rows * hidden];
      previousC = new float[rows * hidden];
      cells = new float[rows * hidden];
      tanhCells = new float[rows * hidden];
      out = new float[rows * hidden];
    }
  }

  /** Copies the state of the step before, or zeros where a sentence begins. */
  private void enter(int row, int batch, float[] from, int fromOff, float[] to) {
    System.arraycopy(from, fromOff, to, row * hidden, batch * hidden);
    for (int b = 0; b < batch; b++) {
      if (fresh[row + b]) {
        Arrays.fill(to, (row + b) * hidden, (row + b + 1) * hidden, 0f);
      }
    }
  }

  /**
   * Goes back through the last {@link #forward} and adds to the parameters' gradients.
   *
   * @param x what forward took
   * @param dOut [N x H] gradient of h; overwritten with the gradient that also came back through
   *     time
   * @param dX [N x I], overwritten
   */
  void backward(float[] x, int steps, int batch, float[] dOut, float[] dX) {
    int rows = steps * batch;
    int width = GATES * hidden;
    if (dCell.length < batch * hidden) {
      dCell = new float[batch * hidden];
      dPrevious = new float[batch * hidden];
    }
    Arrays.fill(dCell, 0, batch * hidden, 0f);
    packedRecurrent.pack(width, hidden, weightHh.value(), 0, hidden, false);
    for (int t = steps - 1; t >= 0; t--) {
      backwardStep(t, batch, dOut);
    }
    packed.pack(rows, input, x, 0, input, false);
    Gemm.multiply(width, dGates, 0, width, true, packed, true, weightIh.grad(), 0, input, parallel);
    packed.pack(rows, hidden, previousH, 0, hidden, false);
    Gemm.multiply(
        width, dGates, 0, width, true, packed, true, weightHh.grad(), 0, hidden, parallel);
    VectorMath.columnSums(rows, width, dGates, 0, width, bias.grad(), 0);
    packed.pack(width, input, weightIh.value(), 0, input, false);
    Gemm.multiply(rows, dGates, 0, width, false, packed, false, dX, 0, input, parallel);
  }

  private void backwardStep(int t, int batch, float[] dOut) {
    int width = GATES * hidden;
    int row = t * batch;
    int at = row * hidden;
    Activations.lstmBackward(
        batch,
        hidden,
        gates,
        row * width,
        previousC,
        at,
        tanhCells,
        at,
        dOut,
        at,
        hidden,
        dCell,
        0,
        dGates,
        row * width);
    if (t == 0) {
      return; // what came before lies in another stretch
    }
    Gemm.multiply(
        batch,
        dGates,
        row * width,
        width,
        false,
        packedRecurrent,
        false,
        dPrevious,
        0,
        hidden,
        parallel);
    for (int b = 0; b < batch; b++) {
      if (fresh[row + b]) {
        Arrays.fill(dCell, b * hidden, (b + 1) * hidden, 0f);
      } else {
        VectorMath.axpy(hidden, 1f, dPrevious, b * hidden, dOut, (row - batch + b) * hidden);
      }
    }
  }
}
