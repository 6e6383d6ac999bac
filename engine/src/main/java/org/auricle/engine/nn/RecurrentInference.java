package org.auricle.engine.nn;

import java.util.Arrays;
import java.util.function.Function;
import org.auricle.engine.math.RecurrentMatrix;

/**
 * One direction of a recurrent layer with fixed weights, for one sequence or for a packed batch,
 * with state that can be carried from call to call. Immutable and thread-safe; a {@link State}
 * belongs to one batch and one thread. A sequence has the same results, bit for bit, alone and in
 * any batch.
 */
public abstract sealed class RecurrentInference permits LstmInference, CellInference {

  /**
   * Rows whose input projections are computed by one product: many, since the input weights have to
   * come from memory for each product, while the projections are written and read only once.
   */
  private static final int BLOCK = 320;

  private final CellOptions options;
  private final int hidden;
  private final int stateWidth;
  private final int cellWidth;

  /**
   * What directions have in common.
   *
   * @param stateWidth values in a row of h
   * @param cellWidth values in a row of c
   */
  RecurrentInference(CellOptions options, int hidden, int stateWidth, int cellWidth) {
    this.options = options;
    this.hidden = hidden;
    this.stateWidth = stateWidth;
    this.cellWidth = cellWidth;
  }

  /**
   * The form that is fastest for a cell: {@link LstmInference} for the plain LSTM.
   *
   * @param weights by the names of {@link CellOptions#shapes}
   * @param precision in which a plain LSTM's recurrent weights are stored; other cells have single
   *     precision
   */
  public static RecurrentInference of(
      CellOptions options,
      int input,
      int hidden,
      Function<String, float[]> weights,
      RecurrentMatrix.Precision precision) {
    return options.plain()
        ? new LstmInference(
            input,
            hidden,
            weights.apply(CellOptions.WEIGHT_IH),
            weights.apply(CellOptions.WEIGHT_HH),
            weights.apply(CellOptions.BIAS),
            precision)
        : new CellInference(options, input, hidden, weights);
  }

  /**
   * What the sequences of a batch carry from frame to frame, with the scratch of the computation,
   * which is kept for the next batch.
   */
  public static final class State {
    final int width; // of a row of h
    final CellTrace trace; // scratch of a CellInference
    boolean descending;
    float[] h = new float[0]; // [batch x width]
    float[] c = new float[0]; // [batch x cellWidth]
    private final int cellWidth;
    private int batch;
    private float[] scratch = new float[0];
    private float[] gates = new float[0];

    private State(int batch, RecurrentInference owner) {
      width = owner.stateWidth;
      cellWidth = owner.cellWidth;
      trace = new CellTrace(owner.options, owner.hidden);
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
        c = new float[batch * cellWidth];
      } else {
        Arrays.fill(h, 0f);
        Arrays.fill(c, 0f);
      }
    }

    /** Takes over the h and c of another state of as many sequences. */
    public void copyFrom(State other) {
      System.arraycopy(other.h, 0, h, 0, batch * width);
      System.arraycopy(other.c, 0, c, 0, batch * cellWidth);
    }

    /**
     * Takes over the h and c of the only sequence of another state.
     *
     * @param b which of this batch's sequences
     */
    public void load(int b, State one) {
      System.arraycopy(one.h, 0, h, b * width, width);
      System.arraycopy(one.c, 0, c, b * cellWidth, cellWidth);
    }

    /** Gives the h and c of sequence b to a state of one sequence. */
    public void store(int b, State one) {
      System.arraycopy(h, b * width, one.h, 0, width);
      System.arraycopy(c, b * cellWidth, one.c, 0, cellWidth);
    }

    float[] scratch(int size) {
      if (scratch.length < size) {
        scratch = new float[size];
      }
      return scratch;
    }

    float[] gates(int size) {
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
    return new State(batch, this);
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

  /** The steps in time [first, first + count). */
  abstract void block(
      float[] x,
      int xOff,
      SequenceLayout layout,
      int first,
      int count,
      boolean reverse,
      State state,
      float[] out,
      int outOff,
      int outStride);
}
