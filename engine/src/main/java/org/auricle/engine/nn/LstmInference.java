package org.auricle.engine.nn;

import java.util.Arrays;
import org.auricle.engine.math.Activations;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.RecurrentMatrix;

/**
 * One direction of an {@link Lstm} with fixed weights, for one sequence or for a packed batch, with
 * state that can be carried from call to call. Immutable and thread-safe; a {@link State} belongs
 * to one batch and one thread. A sequence has the same results, bit for bit, alone and in any
 * batch.
 */
public final class LstmInference {

  /**
   * Rows whose input projections are computed by one product: many, since the input weights have to
   * come from memory for each product, while the projections are written and read only once.
   */
  private static final int BLOCK = 320;

  private final int input;
  private final int hidden;
  private final PackedMatrix weightIh;
  private final RecurrentMatrix weightHh;
  private final float[] bias;

  /**
   * Lays the weights out for the kernels.
   *
   * @param weightIh [4H x I], gates in PyTorch's order i, f, g, o
   * @param weightHh [4H x H]
   * @param bias [4H]
   * @param precision in which the recurrent weights are stored
   */
  public LstmInference(
      int input,
      int hidden,
      float[] weightIh,
      float[] weightHh,
      float[] bias,
      RecurrentMatrix.Precision precision) {
    this.input = input;
    this.hidden = hidden;
    this.weightHh = new RecurrentMatrix(hidden, weightHh, precision);
    this.weightIh =
        new PackedMatrix(input, RecurrentMatrix.gateWidth(hidden))
            .pack(RecurrentMatrix.inStrips(hidden, input, weightIh), 0, input, true);
    this.bias = RecurrentMatrix.inStrips(hidden, 1, bias);
  }

  /**
   * What the sequences of a batch carry from frame to frame, with the scratch of the computation,
   * which is kept for the next batch.
   */
  public static final class State {
    private final int width; // of a row of h or c
    private float[] scratch = new float[0];
    private int batch;
    private float[] h = new float[0]; // [batch x width]
    private float[] c = new float[0];
    private float[] gates = new float[0];
    private boolean descending;

    private State(int batch, int hidden) {
      width = RecurrentMatrix.stateWidth(hidden);
      reset(batch);
    }

    /** Back to the start of the sequences. */
    public void reset() {
      reset(batch);
    }

    /** To the start of a batch of another size. */
    public void reset(int newBatch) {
      batch = newBatch;
      if (h.length < batch * width) {
        h = new float[batch * width];
        c = new float[batch * width];
      } else {
        Arrays.fill(h, 0f);
        Arrays.fill(c, 0f);
      }
    }

    /** Takes over the h and c of another state of as many sequences. */
    public void copyFrom(State other) {
      System.arraycopy(other.h, 0, h, 0, batch * width);
      System.arraycopy(other.c, 0, c, 0, batch * width);
    }

    /**
     * Takes over the h and c of the only sequence of another state.
     *
     * @param b which of this batch's sequences
     */
    public void load(int b, State one) {
      System.arraycopy(one.h, 0, h, b * width, width);
      System.arraycopy(one.c, 0, c, b * width, width);
    }

    /** Gives the h and c of sequence b to a state of one sequence. */
    public void store(int b, State one) {
      System.arraycopy(h, b * width, one.h, 0, width);
      System.arraycopy(c, b * width, one.c, 0, width);
    }

    private float[] scratch(int size) {
      if (scratch.length < size) {
        scratch = new float[size];
      }
      return scratch;
    }

    private float[] gates(int size) {
      if (gates.length < size) {
        gates = new float[size];
      }
      return gates;
    }
  }

  /** The state of one sequence at its start. */
  public State newState() {
    return newState(1);
  }

  /** The state of a batch of sequences at their start. */
  public State newState(int batch) {
    return new State(batch, hidden);
  }

  /**
   * Runs over consecutive frames of one sequence, see the longer form.
   *
   * @param x frame t at {@code x[xOff + t * I ..]}
   * @param out receives h of frame t at {@code out[outOff + t * outStride ..]}
   */
  public void run(
      float[] x,
      int xOff,
      int frames,
      boolean reverse,
      State state,
      float[] out,
      int outOff,
      int outStride) {
    if (frames > 0) {
      run(x, xOff, SequenceLayout.of(frames), reverse, state, out, outOff, outStride);
    }
  }

  /**
   * Runs over the frames of a packed batch and leaves the state after the last of them, which in
   * reverse is the one at the lowest address.
   *
   * @param x row r at {@code x[xOff + r * I ..]}
   * @param layout of the rows of x and out
   * @param state of {@code layout.batch()} sequences
   * @param out receives h of row r at {@code out[outOff + r * outStride ..]}
   */
  public void run(
      float[] x,
      int xOff,
      SequenceLayout layout,
      boolean reverse,
      State state,
      float[] out,
      int outOff,
      int outStride) {
    if (state.batch != layout.batch()) {
      throw new IllegalArgumentException(
          "state: of " + state.batch + " sequences (expected: " + layout.batch() + ")");
    }
    int steps = layout.steps();
    int most = Math.max(1, BLOCK / layout.batch());
    for (int done = 0; done < steps; done += most) {
      int count = Math.min(most, steps - done);
      int first = reverse ? steps - done - count : done;
      block(x, xOff, layout, first, count, reverse, state, out, outOff, outStride);
    }
  }

  /**
   * Runs over one sequence from its start and keeps all that happens: as {@link #run}, with the
   * same bits in h, but slower.
   *
   * @param x [frames x I]
   */
  public GateTrace trace(float[] x, int frames, boolean reverse) {
    GateTrace trace = new GateTrace(frames, hidden);
    int width = weightIh.n();
    float[] gates = new float[frames * width];
    float[] sums = new float[4 * hidden];
    float[] scratch = new float[width];
    State state = newState();
    if (frames > 0) {
      Gemm.multiply(frames, x, 0, input, weightIh, bias, gates, 0, width);
    }
    for (int i = 0; i < frames; i++) {
      int t = reverse ? frames - 1 - i : i;
      int at = t * width;
      weightHh.addProduct(1, state.h, 0, state.width, gates, at, width, false);
      RecurrentMatrix.fromStrips(hidden, gates, at, sums);
      trace.setGates(t, sums);
      Activations.lstmStep(1, hidden, gates, at, width, state.c, 0, state.h, 0, scratch);
      System.arraycopy(state.c, 0, trace.cell(), t * hidden, hidden);
      System.arraycopy(state.h, 0, trace.h(), t * hidden, hidden);
    }
    return trace;
  }

  /** The steps in time [first, first + count). */
  private void block(
      float[] x,
      int xOff,
      SequenceLayout layout,
      int first,
      int count,
      boolean reverse,
      State state,
      float[] out,
      int outOff,
      int outStride) {
    int width = weightIh.n();
    int from = layout.offset(first);
    int rows = layout.offset(first + count) - from;
    float[] gates = state.gates(rows * width);
    float[] scratch = state.scratch(width);
    Gemm.multiply(rows, x, xOff + from * input, input, weightIh, bias, gates, 0, width);
    for (int i = 0; i < count; i++) {
      int t = first + (reverse ? count - 1 - i : i);
      int row = layout.offset(t);
      int batch = layout.batchSize(t);
      int at = (row - from) * width;
      weightHh.addProduct(batch, state.h, 0, state.width, gates, at, width, state.descending);
      Activations.lstmStep(batch, hidden, gates, at, width, state.c, 0, state.h, 0, scratch);
      state.descending = !state.descending;
      for (int b = 0; b < batch; b++) {
        System.arraycopy(state.h, b * state.width, out, outOff + (row + b) * outStride, hidden);
      }
    }
  }
}
