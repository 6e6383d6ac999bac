package org.auricle.engine.math;

import java.lang.management.ManagementFactory;

/** What code allocates once it is compiled. */
public final class Allocation {
  /** In one measurement. */
  public static final int CALLS = 100;

  /**
   * Measurements until which the compiler, which works in the background, must have done its work:
   * it takes a few, on a machine busy with other things thousands.
   */
  private static final int MOST = 100_000;

  private Allocation() {}

  /** The bytes of {@link #CALLS} calls, less than one each as soon as that is so. */
  public static long least(Runnable call) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST && least >= CALLS; i++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int j = 0; j < CALLS; j++) {
        call.run();
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
    }
    return least;
  }
}
