package org.auricle.engine.math;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Measures the kernels: products against OpenBLAS on one and two threads, pointwise functions
 * against their scalar form. What is compared is timed in turn, round after round, so that other
 * work on the machine hurts all alike. Tables show medians, and ratios of medians and of the best
 * rounds: far apart, they say that the machine was busy.
 *
 * <p>Arguments: the number of rounds (default: 25), then any of {@code gemm1}, {@code gemm2},
 * {@code recurrent} and {@code pointwise} (default: all).
 */
final class KernelBenchmark {

  private static final int WARM_UP_ROUNDS = 40;
  private static final long ROUND_NANOS = 4_000_000;

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("square", 512, 512, 512, false, false),
          new Shape("input, forward", 500, 640, 1280, false, false),
          new Shape("input, forward", 750, 120, 1024, false, false),
          new Shape("input, forward", 750, 512, 1024, false, false),
          new Shape("dW", 512, 750, 1024, true, false),
          new Shape("dW, long", 256, 3000, 1024, true, false),
          new Shape("dX", 750, 1024, 512, false, true),
          new Shape("recurrent", 1, 256, 1024, false, false),
          new Shape("recurrent", 4, 256, 1024, false, false),
          new Shape("recurrent", 8, 256, 1024, false, false),
          new Shape("recurrent", 16, 256, 1024, false, false),
          new Shape("recurrent", 1, 320, 1280, false, false),
          new Shape("recurrent", 8, 320, 1280, false, false),
          new Shape("recurrent, back", 8, 1024, 256, false, true),
          new Shape("output", 750, 512, 30, false, false));

  private final PrintStream out;
  private final int rounds;

  private KernelBenchmark(PrintStream out, int rounds) {
    this.out = out;
    this.rounds = rounds;
  }

  /** A product C [m x n] = A [m x k] B [k x n], A and B as they lie in memory. */
  record Shape(String use, int m, int k, int n, boolean transA, boolean transB) {
    String label() {
      return String.format(
          Locale.ROOT, "%s %dx%dx%d%s%s", use, m, k, n, transA ? " A^T" : "", transB ? " B^T" : "");
    }
  }

  public static void main(String[] args) {
    List<String> parts = new ArrayList<>(List.of(args));
    int rounds = 25;
    if (!parts.isEmpty() && parts.get(0).matches("\\d+")) {
      rounds = Integer.parseInt(parts.remove(0));
    }
    KernelBenchmark benchmark = new KernelBenchmark(System.out, rounds);
    benchmark.out.printf(
        Locale.ROOT,
        "JDK %s, kernels: %s, %d rounds%n",
        Runtime.version(),
        KernelProvider.KERNELS.getClass().getSimpleName(),
        rounds);
    for (String part :
        parts.isEmpty() ? List.of("gemm1", "gemm2", "recurrent", "pointwise") : parts) {
      switch (part) {
        case "gemm1" -> benchmark.products(1);
        case "gemm2" -> benchmark.products(2);
        case "recurrent" -> benchmark.recurrent();
        case "pointwise" -> benchmark.pointwise();
        default ->
            throw new IllegalArgumentException(
                "part: " + part + " (expected: gemm1, gemm2, recurrent or pointwise)");
      }
    }
  }

  private void products(int threads) {
    out.printf(
        Locale.ROOT,
        "%n%d thread%s, GFLOP/s%n%-32s %8s %8s %8s %7s %7s %7s %7s%n",
        threads,
        threads == 1 ? "" : "s",
        "m x k x n",
        "packed",
        "+pack",
        "OpenBLAS",
        "ratio",
        "+pack",
        "best",
        "+pack");
    try (Parallel parallel = Parallel.of(threads)) {
      for (Shape shape : SHAPES) {
        product(shape, threads, parallel);
      }
    }
  }

  private void product(Shape s, int threads, Parallel parallel) {
    float[] a = randomValues(s.m * s.k);
    float[] b = randomValues(s.k * s.n);
    float[] c = new float[s.m * s.n];
    int lda = s.transA ? s.m : s.k;
    int ldb = s.transB ? s.k : s.n;
    PackedMatrix packed = new PackedMatrix(s.k, s.n).pack(b, 0, ldb, s.transB);
    try (OpenBlas blas = new OpenBlas(s, threads, a, b)) {
      double[][] nanos =
          measure(
              threads,
              () -> Gemm.multiply(s.m, a, 0, lda, s.transA, packed, false, c, 0, s.n, parallel),
              () -> {
                packed.pack(s.k, s.n, b, 0, ldb, s.transB, parallel);
                Gemm.multiply(s.m, a, 0, lda, s.transA, packed, false, c, 0, s.n, parallel);
              },
              blas::multiply);
      blas.requireSame(c);
      double flop = 2.0 * s.m * s.k * s.n;
      double theirs = median(nanos[2]);
      out.printf(
          Locale.ROOT,
          "%-32s %8.1f %8.1f %8.1f %6.0f%% %6.0f%% %6.0f%% %6.0f%%%n",
          s.label(),
          flop / median(nanos[0]),
          flop / median(nanos[1]),
          flop / theirs,
          100 * theirs / median(nanos[0]),
          100 * theirs / median(nanos[1]),
          100 * nanos[2][0] / nanos[0][0],
          100 * nanos[2][0] / nanos[1][0]);
    }
  }

  /**
   * One step of recognition's LSTM: all rows of h by the recurrent weights, laid out beforehand.
   */
  private void recurrent() {
    out.printf(
        Locale.ROOT,
        "%nrecurrent step, 1 thread, microseconds%n%-32s %8s %8s %8s %7s %7s%n",
        "rows x units",
        "float32",
        "bfloat16",
        "OpenBLAS",
        "ratio",
        "bf16");
    for (int hidden : new int[] {256, 320, 512}) {
      float[] weights = randomValues(4 * hidden * hidden);
      RecurrentMatrix full =
          new RecurrentMatrix(hidden, weights, RecurrentMatrix.Precision.FLOAT32);
      RecurrentMatrix half =
          new RecurrentMatrix(hidden, weights, RecurrentMatrix.Precision.BFLOAT16);
      int width = RecurrentMatrix.gateWidth(hidden);
      for (int rows : new int[] {1, 2, 4, 8}) {
        float[] h = randomValues(rows * hidden);
        float[] gates = new float[rows * width];
        Shape shape = new Shape("step", rows, hidden, 4 * hidden, false, true);
        try (OpenBlas blas = new OpenBlas(shape, 1, h, weights)) {
          double[][] nanos =
              measure(
                  1,
                  new Step(full, rows, hidden, width, h, gates),
                  new Step(half, rows, hidden, width, h, gates),
                  blas::multiply);
          double theirs = median(nanos[2]);
          out.printf(
              Locale.ROOT,
              "%-32s %8.1f %8.1f %8.1f %6.0f%% %6.0f%%%n",
              rows + " x " + hidden,
              median(nanos[0]) / 1000,
              median(nanos[1]) / 1000,
              theirs / 1000,
              100 * theirs / median(nanos[0]),
              100 * theirs / median(nanos[1]));
        }
      }
    }
  }

  /** Steps that run through the weights forwards and backwards in turn, as recognition does. */
  private static final class Step implements Runnable {
    private final RecurrentMatrix matrix;
    private final int rows;
    private final int hidden;
    private final int width;
    private final float[] h;
    private final float[] gates;
    private boolean descending;

    Step(RecurrentMatrix matrix, int rows, int hidden, int width, float[] h, float[] gates) {
      this.matrix = matrix;
      this.rows = rows;
      this.hidden = hidden;
      this.width = width;
      this.h = h;
      this.gates = gates;
    }

    @Override
    public void run() {
      Arrays.fill(gates, 0);
      matrix.addProduct(rows, h, 0, hidden, gates, 0, width, descending);
      descending = !descending;
    }
  }

  private void pointwise() {
    int hidden = 320;
    int rows = 16;
    int n = rows * hidden;
    float[] gates = randomValues(4 * n);
    float[] work = new float[4 * n];
    float[] x = randomValues(n);
    float[] y = new float[n];
    float[] z = new float[n];
    float[] h = new float[n];
    out.printf(
        Locale.ROOT,
        "%nPointwise, %d x %d, ns per element%n%-14s %8s %8s%n",
        rows,
        hidden,
        "",
        "vector",
        "scalar");
    Kernels vector = KernelProvider.KERNELS;
    Kernels scalar = new ScalarKernels();
    row("tanh", n, k -> k.tanh(n, x, 0, y, 0), vector, scalar);
    row("sigmoid", n, k -> k.sigmoid(n, x, 0, y, 0), vector, scalar);
    row("exp", n, k -> k.exp(n, x, 0, y, 0), vector, scalar);
    row("logSoftmax", n, k -> k.logSoftmax(n, x, 0, y, 0), vector, scalar);
    row(
        "lstmForward",
        n,
        k -> {
          System.arraycopy(gates, 0, work, 0, 4 * n);
          for (int r = 0; r < rows; r++) {
            int at = r * hidden;
            k.lstmForward(hidden, work, 4 * at, x, at, y, at, z, at, h, at);
          }
        },
        vector,
        scalar);
    float[] dc = randomValues(n);
    row(
        "lstmBackward",
        n,
        k -> {
          for (int r = 0; r < rows; r++) {
            int at = r * hidden;
            k.lstmBackward(hidden, gates, 4 * at, x, at, z, at, h, at, dc, at, work, 4 * at);
          }
        },
        vector,
        scalar);
    row("isFinite", n, k -> sink = k.isFinite(n, x, 0) ? 1 : 0, vector, scalar);
    row("dot", n, k -> sink = k.dot(n, x, 0, x, 0), vector, scalar);
    row(
        "adamW",
        n,
        k -> k.adamW(n, y, 0, x, 0, z, h, 0, 1e-3f, 0.9f, 0.99f, 1e-8f, 0.01f, 1, 1, 1),
        vector,
        scalar);
  }

  private volatile float sink;

  private interface Use {
    void of(Kernels kernels);
  }

  private void row(String name, int n, Use use, Kernels vector, Kernels scalar) {
    double[][] nanos = measure(1, () -> use.of(vector), () -> use.of(scalar));
    out.printf(
        Locale.ROOT, "%-14s %8.2f %8.2f%n", name, median(nanos[0]) / n, median(nanos[1]) / n);
  }

  /** Nanoseconds of one call of each, sorted over the rounds. */
  private double[][] measure(int threads, Runnable... candidates) {
    LongSupplier clock =
        threads > 1
            ? System::nanoTime
            : ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
    double[][] nanos = new double[candidates.length][rounds];
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      if (threads > 1 && round >= 0) {
        rest();
      }
      for (int i = 0; i < candidates.length; i++) {
        double time = time(candidates[i], clock);
        if (round >= 0) {
          nanos[i][round] = time;
        }
      }
    }
    for (double[] times : nanos) {
      Arrays.sort(times);
    }
    return nanos;
  }

  /** On one thread, processor time: other work on the machine disturbs it least. */
  private static double time(Runnable candidate, LongSupplier clock) {
    candidate.run();
    long start = clock.getAsLong();
    long end;
    int calls = 0;
    do {
      candidate.run();
      calls++;
      end = clock.getAsLong();
    } while (end - start < ROUND_NANOS);
    return (double) (end - start) / calls;
  }

  /** OpenBLAS, the last in a round, goes on spinning for 2^28 cycles and would take our core. */
  private static void rest() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  private static float[] randomValues(int n) {
    Random random = new Random(n);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }
}
