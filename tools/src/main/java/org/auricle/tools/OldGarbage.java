package org.auricle.tools;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps a long run from taking memory that it does not need. The JVM may take a quarter of the
 * machine's, and its collectors rather take it than look which of the objects that have survived
 * for a while are still in use. This asks them to look. It is no limit: what is in use may grow as
 * far as the JVM lets it. Not thread-safe.
 */
final class OldGarbage {
  /** Old objects that need not be looked at: a model and what it works with are about so large. */
  static final long PLENTY = 192L << 20; // bytes

  private static final int GROWTH = 2; // beyond what was in use when they were looked at last

  private final LongSupplier used;
  private final Runnable collector;
  private long most = PLENTY;

  /**
   * Nothing is known yet.
   *
   * @param used bytes of old objects, in use or not
   * @param collector leaves only those in use
   */
  OldGarbage(LongSupplier used, Runnable collector) {
    this.used = Objects.requireNonNull(used, "used");
    this.collector = Objects.requireNonNull(collector, "collector");
  }

  /** Of this JVM; does nothing where its collector does not tell the old from the young. */
  static OldGarbage ofThisJvm() {
    Optional<MemoryPoolMXBean> old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(pool -> pool.getName().matches(".*(Tenured|Old) Gen"))
            .findFirst();
    return new OldGarbage(() -> old.map(pool -> pool.getUsage().getUsed()).orElse(0L), System::gc);
  }

  /** Has old objects looked at if they have become many. */
  void check() {
    if (used.getAsLong() > most) {
      collector.run();
      most = Math.max(PLENTY, GROWTH * used.getAsLong());
    }
  }
}
