package org.auricle.engine.math;

import java.util.Arrays;

/**
 * The right factor B [k x n] of {@link Gemm}, laid out so that the product reads it in one stream.
 * Not thread-safe while it is packed; any number of threads may multiply by it afterwards.
 *
 * <p>Layout: panels of {@code width} columns, each [k x width] row-major, one after another; the
 * last one is filled up with zeros.
 */
public final class PackedMatrix {

  /** Rows that are transposed together, so that the lines written stay in the first cache. */
  private static final int TRANSPOSE_ROWS = 16;

  private final Kernels kernels;
  private final int width;
  private int k;
  private int n;
  private float[] data; // [ceil(n / width) x k x width]

  /** A matrix of zeros with room for [k x n]. */
  public PackedMatrix(int k, int n) {
    this(k, n, KernelProvider.KERNELS);
  }

  PackedMatrix(int k, int n, Kernels kernels) {
    this.kernels = kernels;
    this.width = kernels.panelWidth();
    this.k = Checks.size("k", k);
    this.n = Checks.size("n", n);
    this.data = new float[storage(k, n)];
  }

  /** Rows. */
  public int k() {
    return k;
  }

  /** Columns. */
  public int n() {
    return n;
  }

  /** Packs a matrix of the size that this one has; see the longer form. */
  public PackedMatrix pack(float[] b, int bOff, int ldb, boolean transposed) {
    return pack(k, n, b, bOff, ldb, transposed);
  }

  /**
   * Takes on the size and the values of B. Storage is kept, and grows when it must.
   *
   * @param b [k x n], or [n x k] if {@code transposed}, rows {@code ldb} apart
   * @return this
   */
  public PackedMatrix pack(int k, int n, float[] b, int bOff, int ldb, boolean transposed) {
    Checks.matrix("b", b, bOff, transposed ? n : k, transposed ? k : n, ldb);
    int needed = storage(k, n);
    if (data.length < needed) {
      data = new float[needed];
    }
    this.k = k;
    this.n = n;
    for (int j = 0; j < n; j += width) {
      int columns = Math.min(width, n - j);
      int panel = j * k;
      if (transposed) {
        packTransposed(b, bOff + j * ldb, ldb, columns, panel);
      } else if (columns == width) {
        kernels.packPanel(k, b, bOff + j, ldb, data, panel);
      } else {
        packLastPanel(b, bOff + j, ldb, columns, panel);
      }
    }
    return this;
  }

  private void packLastPanel(float[] b, int bOff, int ldb, int columns, int panel) {
    for (int kk = 0; kk < k; kk++) {
      int to = panel + kk * width;
      System.arraycopy(b, bOff + kk * ldb, data, to, columns);
      Arrays.fill(data, to + columns, to + width, 0);
    }
  }

  private void packTransposed(float[] b, int bOff, int ldb, int columns, int panel) {
    for (int k0 = 0; k0 < k; k0 += TRANSPOSE_ROWS) {
      int rows = Math.min(TRANSPOSE_ROWS, k - k0);
      for (int j = 0; j < columns; j++) {
        int from = bOff + j * ldb + k0;
        int to = panel + k0 * width + j;
        for (int kk = 0; kk < rows; kk++) {
          data[to + kk * width] = b[from + kk];
        }
      }
      for (int kk = k0; kk < k0 + rows; kk++) {
        Arrays.fill(data, panel + kk * width + columns, panel + (kk + 1) * width, 0);
      }
    }
  }

  /** Columns in a panel. */
  int width() {
    return width;
  }

  float[] data() {
    return data;
  }

  private int storage(int k, int n) {
    Checks.size("k", k);
    Checks.size("n", n);
    long values = ((long) n + width - 1) / width * width * k;
    if (values > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "k x n: " + k + " x " + n + " (expected: at most 2^31 values)");
    }
    return (int) values;
  }
}
