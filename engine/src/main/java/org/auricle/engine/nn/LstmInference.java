package org.auricle.engine.nn;

import org.auricle.engine.math.Activations;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.RecurrentMatrix;

/**
 * One direction of a plain {@link Lstm} with fixed weights: fused kernels for each step in time.
 */
public final class LstmInference extends RecurrentInference {

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
    super(
        CellOptions.DEFAULT,
        hidden,
        RecurrentMatrix.stateWidth(hidden),
        RecurrentMatrix.stateWidth(hidden));
    this.input = input;
    this.hidden = hidden;
    this.weightHh = new RecurrentMatrix(hidden, weightHh, precision);
    this.weightIh =
        new PackedMatrix(input, RecurrentMatrix.gateWidth(hidden))
            .pack(RecurrentMatrix.inStrips(hidden, input, weightIh), 0, input, true);
    this.bias = RecurrentMatrix.inStrips(hidden, 1, bias);
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

  @Override
  void block(
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
