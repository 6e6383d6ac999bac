package org.auricle.engine.nn;

import java.util.Arrays;
import org.auricle.engine.math.Activations;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.VectorMath;

/**
 * One direction of an {@link Lstm} with fixed weights, for one sequence at a time, with state that
 * can be carried from call to call. Immutable and thread-safe; a {@link State} belongs to one
 * sequence and one thread.
 */
public final class LstmInference {
  private static final int GATES = 4;

  /** Frames whose input projections are computed by one product: enough to fill the kernel. */
  private static final int BLOCK = 64;

  private final int input;
  private final int hidden;
  private final PackedMatrix weightIh;
  private final PackedMatrix weightHh;
  private final float[] bias;

  /**
   * Lays the weights out for the kernels.
   *
   * @param weightIh [4H x I]
   * @param weightHh [4H x H]
   * @param bias [4H]
   */
  public LstmInference(int input, int hidden, float[] weightIh, float[] weightHh, float[] bias) {
    int width = GATES * hidden;
    if (weightIh.length != width * input
        || weightHh.length != width * hidden
        || bias.length != width) {
      throw new IllegalArgumentException(
          "weightIh, weightHh, bias: %d, %d, %d values (expected: %d, %d, %d)"
              .formatted(
                  weightIh.length,
                  weightHh.length,
                  bias.length,
                  width * input,
                  width * hidden,
                  width));
    }
    this.input = input;
    this.hidden = hidden;
    this.weightIh = new PackedMatrix(input, width).pack(weightIh, 0, input, true);
    this.weightHh = new PackedMatrix(hidden, width).pack(weightHh, 0, hidden, true);
    this.bias = bias.clone();
  }

  /** What one sequence carries from frame to frame, with the scratch of its computation. */
  public static final class State {
    private final float[] h;
    private final float[] c;
    private final float[] tanhC;
    private final float[] gates;

    private State(int hidden) {
      h = new float[hidden];
      c = new float[hidden];
      tanhC = new float[hidden];
      gates = new float[BLOCK * GATES * hidden];
    }

    /** Back to the start of a sequence. */
    public void reset() {
      Arrays.fill(h, 0f);
      Arrays.fill(c, 0f);
    }

    /** Takes over another state's h and c. */
    public void copyFrom(State other) {
      System.arraycopy(other.h, 0, h, 0, h.length);
      System.arraycopy(other.c, 0, c, 0, c.length);
    }
  }

  /** A state at the start of a sequence. */
  public State newState() {
    return new State(hidden);
  }

  /**
   * Runs over consecutive frames and leaves the state after the last of them, which in reverse is
   * the one at the lowest address.
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
    int width = GATES * hidden;
    for (int done = 0; done < frames; done += BLOCK) {
      int block = Math.min(BLOCK, frames - done);
      int first = reverse ? frames - done - block : done;
      Gemm.multiply(
          block, x, xOff + first * input, input, false, weightIh, false, state.gates, 0, width);
      VectorMath.addRow(block, width, bias, 0, state.gates, 0, width);
      for (int i = 0; i < block; i++) {
        int t = reverse ? block - 1 - i : i;
        Gemm.multiply(1, state.h, 0, hidden, false, weightHh, true, state.gates, t * width, width);
        Activations.lstmForward(
            1,
            hidden,
            state.gates,
            t * width,
            state.c,
            0,
            state.c,
            0,
            state.tanhC,
            0,
            state.h,
            0,
            hidden);
        System.arraycopy(state.h, 0, out, outOff + (first + t) * outStride, hidden);
      }
    }
  }
}
