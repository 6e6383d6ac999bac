package org.auricle.acoustic.onnx;

import org.auricle.engine.nn.CellOptions;

/**
 * The blocks of rows that a cell's gates have. For the LSTM PyTorch and we stack them as i, f, g, o
 * (input, forget, cell, output), ONNX as i, o, f, c; for the GRU we as r, z, n (reset, update,
 * new), ONNX as z, r, h.
 */
enum GateOrder {
  /** All four gates. */
  LSTM(0, 3, 1, 2),
  /** Ours are i, g, o; ONNX wants rows for f too, which count for nothing. */
  COUPLED_LSTM(0, 2, GateOrder.NONE, 1),
  /** Three gates. */
  GRU(1, 0, 2);

  private static final int NONE = -1;

  private final int[] oursInOnnx; // block b of ONNX is our block [b]

  GateOrder(int... oursInOnnx) {
    this.oursInOnnx = oursInOnnx;
  }

  static GateOrder of(CellOptions cell) {
    if (cell.type() == CellOptions.Type.GRU) {
      return GRU;
    }
    return cell.coupledGates() ? COUPLED_LSTM : LSTM;
  }

  /** Blocks that ONNX has. */
  int blocks() {
    return oursInOnnx.length;
  }

  /** From our order to ONNX's: rows [blocks x hidden x columns] into target, from offset on. */
  void toOnnx(float[] ours, int hidden, int columns, float[] target, int offset) {
    int block = hidden * columns;
    for (int b = 0; b < oursInOnnx.length; b++) {
      if (oursInOnnx[b] != NONE) {
        System.arraycopy(ours, oursInOnnx[b] * block, target, offset + b * block, block);
      }
    }
  }

  /** From ONNX's order, from offset on, to ours; of an order that has all blocks. */
  float[] fromOnnx(float[] onnx, int offset, int hidden, int columns) {
    int block = hidden * columns;
    float[] ours = new float[oursInOnnx.length * block];
    for (int b = 0; b < oursInOnnx.length; b++) {
      System.arraycopy(onnx, offset + b * block, ours, oursInOnnx[b] * block, block);
    }
    return ours;
  }
}
