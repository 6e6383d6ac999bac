package org.auricle.acoustic.onnx;

/**
 * A matrix in 8-bit integers, symmetric about 0, with a scale for each row: weight = scale * value.
 *
 * @param values [rows x columns], -127..127
 * @param scales [rows]
 */
record Int8Matrix(int rows, int columns, byte[] values, float[] scales) {
  private static final int LARGEST = 127;

  /** Rounds each row to the grid that its largest weight spans. */
  static Int8Matrix of(float[] matrix, int rows, int columns) {
    byte[] values = new byte[rows * columns];
    float[] scales = new float[rows];
    for (int r = 0; r < rows; r++) {
      float largest = 0;
      for (int c = 0; c < columns; c++) {
        largest = Math.max(largest, Math.abs(matrix[r * columns + c]));
      }
      scales[r] = largest == 0 ? 1 : largest / LARGEST;
      for (int c = 0; c < columns; c++) {
        values[r * columns + c] = (byte) Math.rint(matrix[r * columns + c] / scales[r]);
      }
    }
    return new Int8Matrix(rows, columns, values, scales);
  }

  /** The values of rows from..from + count - 1, column by column: [columns x count]. */
  byte[] transposed(int from, int count) {
    byte[] transposed = new byte[columns * count];
    for (int r = 0; r < count; r++) {
      for (int c = 0; c < columns; c++) {
        transposed[c * count + r] = values[(from + r) * columns + c];
      }
    }
    return transposed;
  }
}
