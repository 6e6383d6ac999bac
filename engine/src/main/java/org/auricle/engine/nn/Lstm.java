package org.auricle.engine.nn;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.math.Activations;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.VectorMath;

/**
 * One direction of a long short-term memory layer (Hochreiter and Schmidhuber 1997, with the forget
 * gate of Gers et al. 2000), trainable. Not thread-safe.
 *
 * <pre>
 *   [i f g o]_t = W_ih x_t + W_hh h_{t-1} + b
 *   c_t = sigm(f) c_{t-1} + sigm(i) tanh(g)
 *   h_t = sigm(o) tanh(c_t)
 * </pre>
 *
 * The reverse direction runs from each utterance's last frame to its first. Weights and gate order
 * are those of PyTorch's {@code nn.LSTM}, with its two biases added into one.
 */
public final class Lstm implements RecurrentDirection {
  private static final int GATES = 4;

  private final int input;
  private final int hidden;
  private final boolean reverse;
  private final Parameter weightIh; // [4H x I]
  private final Parameter weightHh; // [4H x H]
  private final Parameter bias; // [4H]

  private final PackedMatrix packed = new PackedMatrix(1, 1);
  private final PackedMatrix packedRecurrent = new PackedMatrix(1, 1);
  // Kept from forward to backward.
  private float[] gates = new float[0]; // [N x 4H], activated
  private float[] cells = new float[0]; // [N x H]
  private float[] tanhCells = new float[0]; // [N x H]
  // Scratch of backward.
  private float[] dGates = new float[0]; // [N x 4H]
  private float[] previous = new float[0]; // [N x H]
  private float[] dCell = new float[0]; // [batch x H]
  private float[] zeros = new float[0]; // [batch x H], never written

  /**
   * A layer with zero weights.
   *
   * @param prefix of the parameters' names, such as {@code "lstm."}
   * @param layer index in the names
   * @param reverse whether it runs from the last frame to the first
   */
  public Lstm(String prefix, int layer, int input, int hidden, boolean reverse) {
    this.input = input;
    this.hidden = hidden;
    this.reverse = reverse;
    String suffix = "_l" + layer + (reverse ? "_reverse" : "");
    weightIh = Parameter.zeros(prefix + "weight_ih" + suffix, GATES * hidden, input);
    weightHh = Parameter.zeros(prefix + "weight_hh" + suffix, GATES * hidden, hidden);
    bias = Parameter.zeros(prefix + "bias_ih" + suffix, GATES * hidden);
  }

  /**
   * Random weights: uniform with Glorot's bound for the input, 1/sqrt(H) for the recurrence; forget
   * gates start open (bias 1, Jozefowicz et al. 2015).
   */
  @Override
  public void initialize(SplittableRandom random) {
    Initializers.uniform(weightIh.value(), Math.sqrt(6.0 / (input + hidden)), random);
    Initializers.uniform(weightHh.value(), 1 / Math.sqrt(hidden), random);
    Arrays.fill(bias.value(), 0f);
    Arrays.fill(bias.value(), hidden, 2 * hidden, 1f);
  }

  /** Weights in the order input, recurrent, bias. */
  @Override
  public List<Parameter> parameters() {
    return List.of(weightIh, weightHh, bias);
  }

  /** Values a row of the input. */
  public int input() {
    return input;
  }

  /** Values a row of the output. */
  public int hidden() {
    return hidden;
  }

  /**
   * Runs over a mini-batch and keeps what {@link #backward} needs.
   *
   * @param x [N x I]
   * @param out receives h: row r at {@code out[outOff + r * outStride ..]}
   */
  @Override
  public void forward(float[] x, SequenceLayout layout, float[] out, int outOff, int outStride) {
    int rows = layout.rows();
    gates = Buffers.ensure(gates, rows * GATES * hidden);
    cells = Buffers.ensure(cells, rows * hidden);
    tanhCells = Buffers.ensure(tanhCells, rows * hidden);
    zeros = Buffers.ensure(zeros, layout.batch() * hidden);

    int width = GATES * hidden;
    packed.pack(input, width, weightIh.value(), 0, input, true);
    Gemm.multiply(rows, x, 0, input, false, packed, false, gates, 0, width);
    VectorMath.addRow(rows, width, bias.value(), 0, gates, 0, width);
    packedRecurrent.pack(hidden, width, weightHh.value(), 0, hidden, true);
    for (int s = 0; s < layout.steps(); s++) {
      forwardStep(layout, s, out, outOff, outStride);
    }
  }

  private void forwardStep(SequenceLayout layout, int s, float[] out, int outOff, int outStride) {
    int width = GATES * hidden;
    int row = layout.offset(time(layout, s));
    int rows = layout.batchSize(time(layout, s));
    int carried = carried(layout, s);
    int before = carried == 0 ? 0 : layout.offset(time(layout, s - 1));
    if (carried > 0) {
      Gemm.multiply(
          carried,
          out,
          outOff + before * outStride,
          outStride,
          false,
          packedRecurrent,
          true,
          gates,
          row * width,
          width);
      Activations.lstmForward(
          carried,
          hidden,
          gates,
          row * width,
          cells,
          before * hidden,
          cells,
          row * hidden,
          tanhCells,
          row * hidden,
          out,
          outOff + row * outStride,
          outStride);
    }
    if (carried < rows) {
      int first = row + carried;
      Activations.lstmForward(
          rows - carried,
          hidden,
          gates,
          first * width,
          zeros,
          0,
          cells,
          first * hidden,
          tanhCells,
          first * hidden,
          out,
          outOff + first * outStride,
          outStride);
    }
  }

  /**
   * Back-propagation through time (Werbos 1990) of the last {@link #forward}. Adds to the
   * parameters' gradients; the input's gradient follows by {@link #inputGradient}.
   *
   * @param x what forward took
   * @param out what forward gave
   * @param dOut gradient of h, laid out as out; overwritten with the gradient that also came back
   *     through time
   */
  @Override
  public void backward(
      float[] x, SequenceLayout layout, float[] out, float[] dOut, int outOff, int outStride) {
    int rows = layout.rows();
    int width = GATES * hidden;
    dGates = Buffers.ensure(dGates, rows * width);
    previous = Buffers.ensure(previous, rows * hidden);
    dCell = Buffers.ensure(dCell, layout.batch() * hidden);
    Arrays.fill(dCell, 0, layout.batch() * hidden, 0f);

    packedRecurrent.pack(width, hidden, weightHh.value(), 0, hidden, false);
    for (int s = layout.steps() - 1; s >= 0; s--) {
      backwardStep(layout, s, dOut, outOff, outStride);
    }
    packed.pack(rows, input, x, 0, input, false);
    Gemm.multiply(width, dGates, 0, width, true, packed, true, weightIh.grad(), 0, input);
    gatherPrevious(layout, out, outOff, outStride);
    packed.pack(rows, hidden, previous, 0, hidden, false);
    Gemm.multiply(width, dGates, 0, width, true, packed, true, weightHh.grad(), 0, hidden);
    VectorMath.columnSums(rows, width, dGates, 0, width, bias.grad(), 0);
  }

  private void backwardStep(SequenceLayout layout, int s, float[] dOut, int outOff, int outStride) {
    int width = GATES * hidden;
    int row = layout.offset(time(layout, s));
    int rows = layout.batchSize(time(layout, s));
    int carried = carried(layout, s);
    int before = carried == 0 ? 0 : layout.offset(time(layout, s - 1));
    if (carried > 0) {
      Activations.lstmBackward(
          carried,
          hidden,
          gates,
          row * width,
          cells,
          before * hidden,
          tanhCells,
          row * hidden,
          dOut,
          outOff + row * outStride,
          outStride,
          dCell,
          0,
          dGates,
          row * width);
      Gemm.multiply(
          carried,
          dGates,
          row * width,
          width,
          false,
          packedRecurrent,
          true,
          dOut,
          outOff + before * outStride,
          outStride);
    }
    if (carried < rows) {
      int first = row + carried;
      Activations.lstmBackward(
          rows - carried,
          hidden,
          gates,
          first * width,
          zeros,
          0,
          tanhCells,
          first * hidden,
          dOut,
          outOff + first * outStride,
          outStride,
          dCell,
          carried * hidden,
          dGates,
          first * width);
    }
  }

  /**
   * The input's gradient after {@link #backward}: dX = dGates W_ih. Separate from it because both
   * directions of a layer add into one array.
   *
   * @param accumulate whether to add to dX instead of overwriting it
   * @param dX [N x I]
   */
  @Override
  public void inputGradient(
      SequenceLayout layout, boolean accumulate, float[] dX, Parallel parallel) {
    int width = GATES * hidden;
    packed.pack(width, input, weightIh.value(), 0, input, false);
    Gemm.multiply(
        layout.rows(), dGates, 0, width, false, packed, accumulate, dX, 0, input, parallel);
  }

  @Override
  public void drop(SplittableRandom random) {
    dropNothing(); // CellLayer does
  }

  @Override
  public void dropNothing() {
    // Nothing was dropped.
  }

  /** The h that entered each step, zeros at each utterance's first: [N x H]. */
  private void gatherPrevious(SequenceLayout layout, float[] out, int outOff, int outStride) {
    for (int s = 0; s < layout.steps(); s++) {
      int row = layout.offset(time(layout, s));
      int rows = layout.batchSize(time(layout, s));
      int carried = carried(layout, s);
      for (int b = 0; b < carried; b++) {
        int from = layout.offset(time(layout, s - 1)) + b;
        System.arraycopy(out, outOff + from * outStride, previous, (row + b) * hidden, hidden);
      }
      Arrays.fill(previous, (row + carried) * hidden, (row + rows) * hidden, 0f);
    }
  }

  /** The time of the s-th step in this direction. */
  private int time(SequenceLayout layout, int s) {
    return reverse ? layout.steps() - 1 - s : s;
  }

  /** Utterances at step s that have a step before it in this direction. */
  private int carried(SequenceLayout layout, int s) {
    return s == 0
        ? 0
        : Math.min(layout.batchSize(time(layout, s)), layout.batchSize(time(layout, s - 1)));
  }
}
