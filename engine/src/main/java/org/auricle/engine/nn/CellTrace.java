package org.auricle.engine.nn;

/**
 * What the steps of a {@link CellForward} leave behind, row by row: training keeps it for the way
 * back, inference overwrites it with the next block. R rows, W = rows of the gates' weights, P
 * values of h. Not thread-safe.
 */
final class CellTrace {
  private final int width; // W
  private final int hidden; // H
  private final int output; // P
  private final boolean recurrentCell;
  private final boolean normalized;

  float[] gates = new float[0]; // [R x W], first from the input alone, then activated
  float[] recurrent = new float[0]; // [R x W], what comes from h before, normalised if so asked
  float[] before = new float[0]; // [R x P], h before
  float[] cellBefore = new float[0]; // [R x H], c before; LSTM
  float[] cell = new float[0]; // [R x H], c; LSTM
  float[] tanhCell = new float[0]; // [R x H], LSTM
  float[] unprojected = new float[0]; // [R x H], h before its projection
  float[] inputNorm = new float[0]; // [R x W], normalised W_ih x without gain
  float[] inputScale = new float[0]; // [R], 1 / standard deviation of W_ih x
  float[] recurrentNorm = new float[0]; // [R x W], normalised W_hh h without gain
  float[] recurrentScale = new float[0]; // [R]

  CellTrace(CellOptions options, int hidden) {
    this.width = options.gateRows(hidden);
    this.hidden = hidden;
    this.output = options.outputDim(hidden);
    this.recurrentCell = options.type() == CellOptions.Type.LSTM;
    this.normalized = options.layerNorm();
  }

  /** Makes room; contents are not kept. */
  void ensure(int rows) {
    gates = Buffers.ensure(gates, rows * width);
    recurrent = Buffers.ensure(recurrent, rows * width);
    before = Buffers.ensure(before, rows * output);
    unprojected = Buffers.ensure(unprojected, rows * hidden);
    if (recurrentCell) {
      cellBefore = Buffers.ensure(cellBefore, rows * hidden);
      cell = Buffers.ensure(cell, rows * hidden);
      tanhCell = Buffers.ensure(tanhCell, rows * hidden);
    }
    if (normalized) {
      inputNorm = Buffers.ensure(inputNorm, rows * width);
      inputScale = Buffers.ensure(inputScale, rows);
      recurrentNorm = Buffers.ensure(recurrentNorm, rows * width);
      recurrentScale = Buffers.ensure(recurrentScale, rows);
    }
  }
}
