package org.auricle.engine.nn;

import java.util.function.Function;

/** One direction of any cell with fixed weights, in single precision. */
final class CellInference extends RecurrentInference {
  private final CellForward forward;

  CellInference(CellOptions options, int input, int hidden, Function<String, float[]> weights) {
    super(options, hidden, options.outputDim(hidden), cellWidth(options, hidden));
    forward = new CellForward(options, input, hidden);
    forward.load(weights);
  }

  private static int cellWidth(CellOptions options, int hidden) {
    return options.type() == CellOptions.Type.LSTM ? hidden : 0;
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
    forward.run(
        x,
        xOff,
        layout,
        first,
        count,
        reverse,
        state.trace,
        state.h,
        state.c,
        out,
        outOff,
        outStride);
  }
}
