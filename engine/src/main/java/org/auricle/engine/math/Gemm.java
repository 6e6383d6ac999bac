package org.auricle.engine.math;

/**
 * Single-precision matrix products {@code C = A * B} and {@code C += A * B}.
 *
 * <p>Each element of C is summed in an order that depends on k alone. So a row of the result has
 * the same bits whatever the other rows are, and on any number of threads.
 *
 * <p>Blocked after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM
 * TOMS 34 (2008): B stands packed in panels, blocks of A are copied to scratch that fits the second
 * cache, and k is cut so that a panel's block stays close while all rows pass by.
 */
public final class Gemm {

  /** The longest stretch of k that is summed before C is touched. */
  static final int K_BLOCK = 256;

  /** Distance of the rows of a block of A; off the powers of two, on which cache lines collide. */
  static final int A_STRIDE = K_BLOCK + 16;

  /** Rows of A in one block: 170 KiB. */
  static final int M_BLOCK = 160;

  /** Scratch for a tile at the right edge of C. */
  static final int TILE = M_BLOCK * 64;

  /** Rows that the fastest kernel takes at once. */
  private static final int STRIP = 10;

  /** More parts than threads, because a thread may lose its core for a while. */
  private static final int PARTS_PER_THREAD = 4;

  /**
   * Multiply-adds, about five microseconds' worth, below which threads cost more than they give.
   */
  private static final double WORTH_SHARING = 500_000;

  /** A block of A, then a tile of C. */
  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private static final class Scratch {
    final float[] a = new float[M_BLOCK * A_STRIDE];
    final float[] tile = new float[TILE];
  }

  private Gemm() {}

  /**
   * {@code C = A * B}, or {@code C += A * B} if {@code accumulate}, on the calling thread.
   *
   * @param m rows of A and C
   * @param a [m x k], or [k x m] if {@code transA}, rows {@code lda} apart
   * @param b [k x n]
   * @param c [m x n], rows {@code ldc} apart; must not overlap A
   * @throws IllegalArgumentException if a size or a stride does not fit
   * @throws IndexOutOfBoundsException if a matrix reaches beyond its array
   */
  public static void multiply(
      int m,
      float[] a,
      int aOff,
      int lda,
      boolean transA,
      PackedMatrix b,
      boolean accumulate,
      float[] c,
      int cOff,
      int ldc) {
    check(m, a, aOff, lda, transA, b, c, cOff, ldc);
    multiply(
        KernelProvider.KERNELS,
        0,
        m,
        0,
        b.n(),
        a,
        aOff,
        lda,
        transA,
        b,
        accumulate ? c : null,
        accumulate ? cOff : 0,
        accumulate ? ldc : 0,
        c,
        cOff,
        ldc);
  }

  /**
   * {@code C = bias + A * B}, the same bias for each row, on the calling thread; see the longer
   * form.
   *
   * @param bias n values, the first of which is {@code bias[0]}
   */
  public static void multiply(
      int m,
      float[] a,
      int aOff,
      int lda,
      PackedMatrix b,
      float[] bias,
      float[] c,
      int cOff,
      int ldc) {
    check(m, a, aOff, lda, false, b, c, cOff, ldc);
    Checks.range("bias", bias, 0, b.n());
    multiply(
        KernelProvider.KERNELS, 0, m, 0, b.n(), a, aOff, lda, false, b, bias, 0, 0, c, cOff, ldc);
  }

  /** The same on the threads of {@code parallel}, with the same result bit for bit. */
  public static void multiply(
      int m,
      float[] a,
      int aOff,
      int lda,
      boolean transA,
      PackedMatrix b,
      boolean accumulate,
      float[] c,
      int cOff,
      int ldc,
      Parallel parallel) {
    int n = b.n();
    if (parallel.threads() == 1 || (double) m * n * b.k() < WORTH_SHARING) {
      multiply(m, a, aOff, lda, transA, b, accumulate, c, cOff, ldc);
      return;
    }
    check(m, a, aOff, lda, transA, b, c, cOff, ldc);
    int parts = PARTS_PER_THREAD * parallel.threads();
    boolean byRows = m >= parts * STRIP || n <= parallel.threads() * b.width();
    int rows = byRows ? part(m, parts, STRIP) : m;
    int columns = byRows ? n : part(n, parts, b.width());
    parallel.run(
        byRows ? (m + rows - 1) / rows : (n + columns - 1) / columns,
        task -> {
          int m0 = byRows ? task * rows : 0;
          int n0 = byRows ? 0 : task * columns;
          multiply(
              KernelProvider.KERNELS,
              m0,
              Math.min(m, m0 + rows),
              n0,
              Math.min(n, n0 + columns),
              a,
              aOff,
              lda,
              transA,
              b,
              accumulate ? c : null,
              accumulate ? cOff : 0,
              accumulate ? ldc : 0,
              c,
              cOff,
              ldc);
        });
  }

  /** The size of one of about {@code parts} parts, a multiple of {@code unit}. */
  private static int part(int size, int parts, int unit) {
    int units = (size + unit - 1) / unit;
    return (units + parts - 1) / parts * unit;
  }

  private static void check(
      int m,
      float[] a,
      int aOff,
      int lda,
      boolean transA,
      PackedMatrix b,
      float[] c,
      int cOff,
      int ldc) {
    Checks.matrix("a", a, aOff, transA ? b.k() : m, transA ? m : b.k(), lda);
    Checks.matrix("c", c, cOff, m, b.n(), ldc);
  }

  /**
   * The part of {@code C = from + A * B} in rows [mFrom, mTo) and columns [nFrom, nTo); nFrom
   * begins a panel. {@code from} is null for zeros, C, or one row with {@code ldFrom} 0.
   */
  static void multiply(
      Kernels kernels,
      int mFrom,
      int mTo,
      int nFrom,
      int nTo,
      float[] a,
      int aOff,
      int lda,
      boolean transA,
      PackedMatrix b,
      float[] from,
      int fromOff,
      int ldFrom,
      float[] c,
      int cOff,
      int ldc) {
    Scratch scratch = SCRATCH.get();
    int k = b.k();
    int panelStride = k * b.width();
    int kBlock = kBlock(k);
    for (int m0 = mFrom; m0 < mTo; m0 += M_BLOCK) {
      int rows = Math.min(M_BLOCK, mTo - m0);
      int at = cOff + m0 * ldc + nFrom;
      float[] start = from;
      int startOff = from == null ? 0 : fromOff + m0 * ldFrom + nFrom;
      int ldStart = ldFrom;
      int k0 = 0;
      do {
        int kRows = Math.min(kBlock, k - k0);
        int aFrom = transA ? aOff + k0 * lda + m0 : aOff + m0 * lda + k0;
        packA(rows, kRows, a, aFrom, lda, transA, scratch.a);
        kernels.multiplyBlock(
            rows,
            nTo - nFrom,
            kRows,
            scratch.a,
            0,
            b.data(),
            nFrom * k + k0 * b.width(),
            panelStride,
            start,
            startOff,
            ldStart,
            c,
            at,
            ldc,
            scratch.tile);
        start = c; // what comes after the first block is added to it
        startOff = at;
        ldStart = ldc;
        k0 += kBlock;
      } while (k0 < k);
    }
  }

  /** Equal blocks, none longer than {@link #K_BLOCK}. */
  private static int kBlock(int k) {
    int blocks = Math.max(1, (k + K_BLOCK - 1) / K_BLOCK);
    return Math.max(1, (k + blocks - 1) / blocks);
  }

  private static void packA(
      int rows, int k, float[] a, int aOff, int lda, boolean transA, float[] packed) {
    if (!transA) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(a, aOff + i * lda, packed, i * A_STRIDE, k);
      }
      return;
    }
    packTransposed(rows, k, a, aOff, lda, packed);
  }

  /** Four rows of what lies [k x rows] in memory at a time, so that lines are written whole. */
  private static void packTransposed(
      int rows, int k, float[] a, int aOff, int lda, float[] packed) {
    int kk = 0;
    for (; kk <= k - 4; kk += 4) {
      int a0 = aOff + kk * lda;
      int a1 = a0 + lda;
      int a2 = a1 + lda;
      int a3 = a2 + lda;
      for (int i = 0; i < rows; i++) {
        packed[i * A_STRIDE + kk] = a[a0 + i];
        packed[i * A_STRIDE + kk + 1] = a[a1 + i];
        packed[i * A_STRIDE + kk + 2] = a[a2 + i];
        packed[i * A_STRIDE + kk + 3] = a[a3 + i];
      }
    }
    for (; kk < k; kk++) {
      for (int i = 0; i < rows; i++) {
        packed[i * A_STRIDE + kk] = a[aOff + kk * lda + i];
      }
    }
  }
}
