package org.auricle.engine.math;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** One product in OpenBLAS, its matrices in native memory, so that no copying is timed. */
final class OpenBlas implements AutoCloseable {

  private final KernelBenchmark.Shape shape;
  private final FloatPointer a;
  private final FloatPointer b;
  private final FloatPointer c;

  OpenBlas(KernelBenchmark.Shape shape, int threads, float[] a, float[] b) {
    this.shape = shape;
    this.a = new FloatPointer(a);
    this.b = new FloatPointer(b);
    this.c = new FloatPointer((long) shape.m() * shape.n());
    openblas.blas_set_num_threads(threads);
  }

  void multiply() {
    openblas.cblas_sgemm(
        CblasRowMajor,
        shape.transA() ? CblasTrans : CblasNoTrans,
        shape.transB() ? CblasTrans : CblasNoTrans,
        shape.m(),
        shape.n(),
        shape.k(),
        1,
        a,
        shape.transA() ? shape.m() : shape.k(),
        b,
        shape.transB() ? shape.k() : shape.n(),
        0,
        c,
        shape.n());
  }

  /** Requires that our product is theirs. */
  void requireSame(float[] ours) {
    float[] theirs = new float[ours.length];
    c.get(theirs);
    double tolerance = 1e-5 * (1 + Math.sqrt(shape.k()));
    for (int i = 0; i < ours.length; i++) {
      if (!(Math.abs(ours[i] - theirs[i]) <= tolerance)) {
        throw new IllegalStateException(
            shape.label() + ": C[" + i + "]: " + ours[i] + " (expected: " + theirs[i] + ")");
      }
    }
  }

  @Override
  public void close() {
    a.close();
    b.close();
    c.close();
  }
}
