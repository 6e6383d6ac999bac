package org.auricle.engine.math;

import java.util.Optional;

/**
 * Chooses the kernels once, when the first facade is used, and says which and why: at INFO if the
 * fast ones are off, else at DEBUG.
 */
final class KernelProvider {

  /** Set to {@code scalar}, this system property turns the vector kernels off. */
  static final String PROPERTY = "auricle.kernels";

  private static final String MODULE = "jdk.incubator.vector";

  static final Kernels KERNELS = choose();

  private KernelProvider() {}

  private static Kernels choose() {
    System.Logger log = System.getLogger(KernelProvider.class.getName());
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      log.log(
          System.Logger.Level.INFO,
          "numeric kernels: scalar, many times slower: {0}",
          obstacle.get());
      return new ScalarKernels();
    }
    log.log(
        System.Logger.Level.DEBUG,
        "numeric kernels: vectors of {0} bits",
        VectorKernels.vectorBits());
    return new VectorKernels();
  }

  /** Why the vector kernels cannot be used. */
  private static Optional<String> obstacle() {
    if ("scalar".equals(System.getProperty(PROPERTY))) {
      return Optional.of("system property " + PROPERTY + " is scalar");
    }
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.of(
          "module " + MODULE + " is not resolved (start java with --add-modules " + MODULE + ")");
    }
    int bits = VectorKernels.vectorBits();
    if (bits < 256 || bits > 512) {
      return Optional.of("preferred vector size: " + bits + " bits (expected: 256 or 512)");
    }
    return Optional.empty();
  }
}
