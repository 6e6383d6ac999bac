package org.auricle.acoustic.onnx;

/**
 * The LSTM's four blocks of rows: PyTorch and we stack them as i, f, g, o (input, forget, cell,
 * output), ONNX as i, o, f, c.
 */
final class GateOrder {
  private static final int[] OURS_IN_ONNX = {0, 3, 1, 2}; // block b of ONNX is our block [b]

  private GateOrder() {}

  /** From i, f, g, o to i, o, f, c: rows [4 hidden x columns] into target, from offset on. */
  static void toOnnx(float[] ours, int hidden, int columns, float[] target, int offset) {
    int block = hidden * columns;
    for (int b = 0; b < OURS_IN_ONNX.length; b++) {
      System.arraycopy(ours, OURS_IN_ONNX[b] * block, target, offset + b * block, block);
    }
  }

  /** From i, o, f, c, [4 hidden x columns] from offset on, to i, f, g, o. */
  static float[] fromOnnx(float[] onnx, int offset, int hidden, int columns) {
    int block = hidden * columns;
    float[] ours = new float[OURS_IN_ONNX.length * block];
    for (int b = 0; b < OURS_IN_ONNX.length; b++) {
      System.arraycopy(onnx, offset + b * block, ours, OURS_IN_ONNX[b] * block, block);
    }
    return ours;
  }
}
