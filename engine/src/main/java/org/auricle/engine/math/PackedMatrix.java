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
  private static final int TRANSPOSE_ROWS = 64;

  /** Values, about ten microseconds' worth, below which threads cost more than they give. */
  private static final int WORTH_SHARING = 32_768;

  private static final int PANELS_PER_TASK = 4;

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
    resize(k, n, b, bOff, ldb, transposed);
    packPanels(0, n, b, bOff, ldb, transposed);
    return this;
  }

  /** The same on the threads of {@code parallel}. */
  public PackedMatrix pack(
      int k, int n, float[] b, int bOff, int ldb, boolean transposed, Parallel parallel) {
    if (parallel.threads() == 1 || (long) k * n < WORTH_SHARING) {
      return pack(k, n, b, bOff, ldb, transposed);
    }
    resize(k, n, b, bOff, ldb, transposed);
    int part = PANELS_PER_TASK * width;
    parallel.run(
        (n + part - 1) / part,
        task -> packPanels(task * part, Math.min(n, (task + 1) * part), b, bOff, ldb, transposed));
    return this;
  }

  private void resize(int k, int n, float[] b, int bOff, int ldb, boolean transposed) {
    Checks.matrix("b", b, bOff, transposed ? n : k, transposed ? k : n, ldb);
    int needed = storage(k, n);
    if (data.length < needed) {
      data = new float[needed];
    }
    this.k = k;
    this.n = n;
  }

  private void packPanels(int nFrom, int nTo, float[] b, int bOff, int ldb, boolean transposed) {
    for (int j = nFrom; j < nTo; j += width) {
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
      int to = panel + k0 * width;
      int j = 0;
      for (; j <= columns - 4; j += 4) {
        transposeFour(rows, b, bOff + j * ldb + k0, ldb, to + j);
      }
      for (; j < columns; j++) {
        int from = bOff + j * ldb + k0;
        for (int kk = 0; kk < rows; kk++) {
          data[to + j + kk * width] = b[from + kk];
        }
      }
      for (int kk = 0; kk < rows && columns < width; kk++) {
        Arrays.fill(data, to + kk * width + columns, to + (kk + 1) * width, 0);
      }
    }
  }

  private void transposeFour(int rows, float[] b, int from, int ldb, int to) {
    float[] packed = data;
    int stride = width;
    int b1 = from + ldb;
    int b2 = b1 + ldb;
    int b3 = b2 + ldb;
    for (int kk = 0; kk < rows; kk++) {
      int at = to + kk * stride;
      packed[at] = b[from + kk];
      packed[at + 1] = b[b1 + kk];
      packed[at + 2] = b[b2 + kk];
      packed[at + 3] = b[b3 + kk];
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
