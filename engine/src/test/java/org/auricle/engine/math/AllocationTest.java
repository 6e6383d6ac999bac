package org.auricle.engine.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.auricle.engine.math.RecurrentMatrix.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No kernel allocates once it is compiled. Where the compiler fails to inline, vectors end up on
 * the heap: megabytes a call, and ten times the time.
 */
class AllocationTest {

  private static final int OTHER_JVMS = 2;

  private static final int N = 69;
  private static final int ROWS = 161; // five panels, one of them narrow
  private static final float[] X = new float[4 * ROWS * N];
  private static final float[] Y = new float[4 * ROWS * N];
  private static final float[] Z = new float[4 * ROWS * N];
  private static final PackedMatrix B = new PackedMatrix(N, ROWS);

  private static final float[] BIAS = new float[ROWS];
  private static final int GATES = RecurrentMatrix.gateWidth(N);
  private static final float[] SCRATCH = new float[GATES];
  private static final RecurrentMatrix FULL =
      new RecurrentMatrix(N, new float[4 * N * N], Precision.FLOAT32);
  private static final RecurrentMatrix HALF =
      new RecurrentMatrix(N, new float[4 * N * N], Precision.BFLOAT16);

  private static final Kernel ALLOCATING = new Kernel("allocating", () -> kept = new float[1]);
  static float[] kept = {};

  record Kernel(String name, Runnable call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Kernel> kernels() {
    return List.of(
        new Kernel("pack", () -> B.pack(X, 0, ROWS, false)),
        new Kernel("pack transposed", () -> B.pack(X, 0, N, true)),
        new Kernel("multiply, 10 + 8 rows", () -> multiply(18, false)),
        new Kernel("multiply, 10 + 4 + 2 + 1 rows", () -> multiply(17, true)),
        new Kernel("multiply, 1 row", () -> multiply(1, false)),
        new Kernel("multiply with bias", () -> Gemm.multiply(17, X, 0, N, B, BIAS, Y, 0, ROWS)),
        new Kernel("recurrent, 1 row", () -> recurrent(FULL, 1)),
        new Kernel("recurrent, 4 + 2 + 1 rows", () -> recurrent(FULL, 7)),
        new Kernel("recurrent bfloat16, 1 row", () -> recurrent(HALF, 1)),
        new Kernel("recurrent bfloat16, 4 + 2 + 1 rows", () -> recurrent(HALF, 7)),
        new Kernel("lstmStep", () -> Activations.lstmStep(2, N, X, 0, GATES, Y, 0, Z, 0, SCRATCH)),
        new Kernel("tanh", () -> Activations.tanh(N, X, 0, Y, 0)),
        new Kernel("sigmoid", () -> Activations.sigmoid(N, X, 0, Y, 0)),
        new Kernel("exp", () -> Activations.exp(N, X, 0, Y, 0)),
        new Kernel("logSoftmax", () -> Activations.logSoftmax(4, N, X, 0, Y, 0)),
        new Kernel(
            "lstmForward",
            () -> Activations.lstmForward(2, N, X, 0, Y, 0, Y, 0, Z, 0, Z, 4 * N, N)),
        new Kernel(
            "lstmBackward",
            () ->
                Activations.lstmBackward(2, N, X, 0, Y, 0, Y, 2 * N, Z, 0, N, Y, 4 * N, Z, 4 * N)),
        new Kernel("axpy", () -> VectorMath.axpy(N, 0.5f, X, 0, Y, 0)),
        new Kernel("scale", () -> VectorMath.scale(N, 0.5f, Y, 0)),
        new Kernel("dot", () -> Y[0] = VectorMath.dot(N, X, 0, Z, 0)),
        new Kernel("addRow", () -> VectorMath.addRow(4, N, X, 0, Z, 0, N)),
        new Kernel("columnSums", () -> VectorMath.columnSums(4, N, X, 0, N, Z, 0)),
        new Kernel("isFinite", () -> Y[0] = VectorMath.isFinite(N, X, 0) ? 1 : 0),
        new Kernel("sumOfSquares", () -> Y[0] = (float) VectorMath.sumOfSquares(N, X, 0)),
        new Kernel(
            "adamW",
            () ->
                VectorMath.adamW(
                    N, Y, 0, X, 0, Z, Z, N, 1e-3f, 0.9f, 0.99f, 1e-8f, 0.1f, 1, 1, 1)));
  }

  private static void multiply(int m, boolean transA) {
    Gemm.multiply(m, X, 0, transA ? m : N, transA, B, true, Y, 0, ROWS);
  }

  private static void recurrent(RecurrentMatrix matrix, int rows) {
    matrix.addProduct(rows, X, 0, N, Y, 0, GATES, false);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void allocatesNothing(Kernel kernel) throws IOException, InterruptedException {
    long bytes = Allocation.least(kernel.call);
    // What the compiler has got wrong once, as happens rarely, stays wrong until the virtual
    // machine ends; what the code allocates, it allocates in every one.
    for (int i = 0; i < OTHER_JVMS && bytes >= Allocation.CALLS; i++) {
      bytes = inAnotherJvm(kernel);
    }
    assertThat(bytes).as("bytes in %d calls", Allocation.CALLS).isLessThan(Allocation.CALLS);
  }

  /** Of whatever takes 16 bytes or more, 100 calls take 1,600. */
  @Test
  void whatAllocatesIsFoundInEveryJvm() throws IOException, InterruptedException {
    assertThat(Allocation.least(ALLOCATING.call)).isGreaterThanOrEqualTo(1600);
    assertThat(inAnotherJvm(ALLOCATING)).isGreaterThanOrEqualTo(1600);
    assertThat(inAnotherJvm(kernels().get(0))).isLessThan(Allocation.CALLS);
  }

  private static long inAnotherJvm(Kernel kernel) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Dauricle.kernels=vector",
                "-cp",
                System.getProperty("java.class.path"),
                AllocationTest.class.getName(),
                kernel.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("exit code").isZero();
    return Long.parseLong(said.strip());
  }

  /** Measures the kernel of a name, in a virtual machine of its own. */
  public static void main(String[] name) {
    Stream.concat(kernels().stream(), Stream.of(ALLOCATING))
        .filter(kernel -> kernel.name().equals(name[0]))
        .forEach(kernel -> System.out.println(Allocation.least(kernel.call)));
  }
}
