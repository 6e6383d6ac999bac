package org.auricle.engine.nn;

import java.util.function.Function;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.VectorMath;

/**
 * The forward pass of one direction of any cell, which training and inference share. A row has the
 * same bits whatever the other rows are. Safe for many threads unless weights are being loaded.
 */
final class CellForward {
  private static final float[] NONE = new float[0];

  private final int input;
  private final int hidden;
  private final int width; // W, values in a row of gates
  private final int output; // P, values in a row of h
  private final CellOptions options;
  private final CellGates gates;

  private final PackedMatrix weightIh = new PackedMatrix(1, 1); // [I x W]
  private final PackedMatrix weightHh = new PackedMatrix(1, 1); // [P x W]
  private final PackedMatrix weightHr = new PackedMatrix(1, 1); // [H x P]
  private float[] bias = NONE; // [W]
  private float[] own = NONE; // of the gates
  private float[] normIh = NONE; // [W]
  private float[] normHh = NONE; // [W]

  CellForward(CellOptions options, int input, int hidden) {
    this.input = input;
    this.hidden = hidden;
    this.options = options.requireUnits(hidden);
    width = options.gateRows(hidden);
    output = options.outputDim(hidden);
    gates = CellGates.of(options, hidden);
  }

  CellGates gates() {
    return gates;
  }

  /**
   * Takes over weights.
   *
   * @param weights by the names of {@link CellOptions#shapes}; vectors are shared, not copied
   */
  void load(Function<String, float[]> weights) {
    weightIh.pack(input, width, weights.apply(CellOptions.WEIGHT_IH), 0, input, true);
    weightHh.pack(output, width, weights.apply(CellOptions.WEIGHT_HH), 0, output, true);
    bias = weights.apply(CellOptions.BIAS);
    if (options.projection() > 0) {
      weightHr.pack(hidden, output, weights.apply(CellOptions.WEIGHT_HR), 0, hidden, true);
    }
    if (options.shapes(input, hidden).containsKey(gates.ownWeight())) {
      own = weights.apply(gates.ownWeight());
    }
    if (options.layerNorm()) {
      normIh = weights.apply(CellOptions.NORM_IH);
      normHh = weights.apply(CellOptions.NORM_HH);
    }
  }

  /**
   * Runs over the steps in time [first, first + count).
   *
   * @param trace receives their rows, from its first on
   * @param h [batch x P], the state before; then after
   * @param c [batch x H], likewise; empty for a GRU
   */
  void run(
      float[] x,
      int xOff,
      SequenceLayout layout,
      int first,
      int count,
      boolean reverse,
      CellTrace trace,
      float[] h,
      float[] c,
      float[] out,
      int outOff,
      int outStride) {
    int from = layout.offset(first);
    int rows = layout.offset(first + count) - from;
    trace.ensure(rows);
    fromInput(rows, x, xOff + from * input, trace);
    for (int i = 0; i < count; i++) {
      int t = first + (reverse ? count - 1 - i : i);
      int row = layout.offset(t);
      int batch = layout.batchSize(t);
      step(batch, row - from, trace, h, c);
      for (int b = 0; b < batch; b++) {
        System.arraycopy(h, b * output, out, outOff + (row + b) * outStride, output);
      }
    }
  }

  private void fromInput(int rows, float[] x, int xOff, CellTrace trace) {
    if (options.layerNorm()) {
      Gemm.multiply(rows, x, xOff, input, false, weightIh, false, trace.gates, 0, width);
      LayerNorm.forward(rows, 0, width, normIh, trace.gates, trace.inputNorm, trace.inputScale);
      VectorMath.addRow(rows, width, bias, 0, trace.gates, 0, width);
    } else {
      Gemm.multiply(rows, x, xOff, input, weightIh, bias, trace.gates, 0, width);
    }
  }

  /** One step in time of the first rows of the state. */
  private void step(int rows, int at, CellTrace trace, float[] h, float[] c) {
    System.arraycopy(h, 0, trace.before, at * output, rows * output);
    Gemm.multiply(rows, h, 0, output, false, weightHh, false, trace.recurrent, at * width, width);
    if (options.layerNorm()) {
      LayerNorm.forward(
          rows, at, width, normHh, trace.recurrent, trace.recurrentNorm, trace.recurrentScale);
    }
    boolean hasCell = options.type() == CellOptions.Type.LSTM;
    if (hasCell) {
      System.arraycopy(c, 0, trace.cellBefore, at * hidden, rows * hidden);
    }
    gates.forward(rows, at, trace, own);
    if (hasCell) {
      System.arraycopy(trace.cell, at * hidden, c, 0, rows * hidden);
    }
    if (options.projection() > 0) {
      Gemm.multiply(
          rows, trace.unprojected, at * hidden, hidden, false, weightHr, false, h, 0, output);
    } else {
      System.arraycopy(trace.unprojected, at * hidden, h, 0, rows * hidden);
    }
  }
}
