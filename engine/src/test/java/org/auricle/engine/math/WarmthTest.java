package org.auricle.engine.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The same bits from a virtual machine that has just started, and interprets, as from one that is
 * compiling and in the end has compiled everything.
 */
class WarmthTest {

  private static final int N = 69; // whole vectors, and some left over

  /** Rows enough that another order of summing shows in some of them. */
  private static final int ROWS = 80;

  /** Until the compiler has long done its work. */
  private static final int CALLS = 3000;

  private final float[] x = new float[ROWS * N];
  private final float[] y = new float[ROWS * N];
  private final float[] softmax = new float[ROWS * N];
  private final float[] exp = new float[ROWS * N];
  private final float[] product = new float[4 * N];
  private final float[] dots = new float[ROWS];
  private final PackedMatrix packed = new PackedMatrix(N, N);

  WarmthTest() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble(-3, 3);
      y[i] = (float) random.nextDouble(-3, 3);
    }
    packed.pack(x, 0, N, false);
  }

  /** Prints what an interpreter makes of the kernels. */
  public static void main(String[] args) {
    System.out.println(new WarmthTest().results());
  }

  @Test
  void interpretedAndCompiledSumsAreTheSame() throws IOException, InterruptedException {
    String printed = interpreted("vector");
    assertThat(interpreted("as it comes, with a cold start")).isEqualTo(printed);
    Set<String> warming = new TreeSet<>();
    for (int i = 0; i < CALLS; i++) {
      warming.add(results());
    }
    assertThat(warming).containsExactly(printed);
  }

  private static String interpreted(String kernels) throws IOException, InterruptedException {
    Process cold =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xint",
                "-D" + KernelProvider.PROPERTY + "=" + kernels,
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                WarmthTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed =
        new String(cold.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(cold.waitFor()).isZero();
    return printed;
  }

  /** A hash of what each kernel says. */
  private String results() {
    for (int row = 0; row < ROWS; row++) {
      dots[row] = VectorMath.dot(N, x, row * N, y, row * N);
    }
    Activations.exp(x.length, x, 0, exp, 0);
    Activations.logSoftmax(ROWS, N, x, 0, softmax, 0);
    Gemm.multiply(4, x, 0, N, false, packed, false, product, 0, N);
    return "dot %08x exp %08x logSoftmax %08x multiply %08x"
        .formatted(
            Arrays.hashCode(dots),
            Arrays.hashCode(exp),
            Arrays.hashCode(softmax),
            Arrays.hashCode(product));
  }
}
