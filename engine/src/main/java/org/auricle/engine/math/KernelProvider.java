package org.auricle.engine.math;

import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Chooses the kernels once, when the first facade is used, and says which and why: at INFO if the
 * fast ones are off, else at DEBUG.
 */
final class KernelProvider {

  /**
   * Set to {@code scalar}, this system property turns the vector kernels off; set to {@code
   * vector}, it has them from the first call, without {@link ColdStart}.
   */
  static final String PROPERTY = "auricle.kernels";

  private static final String MODULE = "jdk.incubator.vector";

  static final Kernels KERNELS = choose();

  private KernelProvider() {}

  private static Kernels choose() {
    System.Logger log = System.getLogger(KernelProvider.class.getName());
    Optional<String> obstacle =
        obstacle(
            System.getProperty(PROPERTY),
            ModuleLayer.boot().findModule(MODULE).isPresent(),
            () -> VectorKernels.vectorBits());
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
    boolean atOnce = "vector".equals(System.getProperty(PROPERTY));
    return new VectorKernels(new ColdStart(atOnce ? 0 : ColdStart.MULTIPLY_ADDS));
  }

  /**
   * Why the vector kernels cannot be used.
   *
   * @param bits asked only where the module is there, since the answer loads it
   */
  static Optional<String> obstacle(String property, boolean module, IntSupplier bits) {
    if ("scalar".equals(property)) {
      return Optional.of("system property " + PROPERTY + " is scalar");
    }
    if (!module) {
      return Optional.of(
          "module " + MODULE + " is not resolved (start java with --add-modules " + MODULE + ")");
    }
    int size = bits.getAsInt();
    if (size < 256 || size > 512) {
      return Optional.of("preferred vector size: " + size + " bits (expected: 256 or 512)");
    }
    return Optional.empty();
  }
}
