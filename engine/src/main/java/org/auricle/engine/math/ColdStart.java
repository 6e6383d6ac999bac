package org.auricle.engine.math;

/**
 * How long a virtual machine counts as cold: the first so many multiply-adds, during which {@link
 * ColdKernels} stand in for vectors. Until the compiler has got hold of it, vector code runs a
 * thousand times slower than later, since each vector is then an object and each operation a loop
 * over a lambda; plain loops are compiled within milliseconds.
 *
 * <p>Both compute the same bits, so nothing depends on when the one takes over from the other.
 */
final class ColdStart {

  /**
   * About ten seconds of speech. By then the plain loops have lost against warm vector code about
   * the time that vector code takes to get warm.
   */
  static final long MULTIPLY_ADDS = 1_500_000_000L;

  /** A nonlinear function takes as long as so many multiply-adds. */
  static final int FUNCTION = 50;

  /** Threads may overwrite what another has just counted: then it is cold a little longer. */
  private long left;

  /** Cold for so many multiply-adds; 0: warm from the first. */
  ColdStart(long multiplyAdds) {
    this.left = multiplyAdds;
  }

  /** Counts what a kernel is about to do. Returns whether it is to be done by plain loops. */
  boolean takes(long multiplyAdds) {
    long now = left;
    if (now <= 0) {
      return false;
    }
    left = now - multiplyAdds;
    return true;
  }
}
