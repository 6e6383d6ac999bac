package org.auricle.engine.math;

/** Chooses the kernels once. */
final class KernelProvider {

  static final Kernels KERNELS = new ScalarKernels();

  private KernelProvider() {}
}
