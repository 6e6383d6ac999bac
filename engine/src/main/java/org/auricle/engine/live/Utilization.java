package org.auricle.engine.live;

/** Which share of their time workers have worked during the last second or so. Not thread-safe. */
final class Utilization {
  /** After so long, what was counts for a third. */
  private static final double MEMORY_NANOS = 1e9;

  private final int workers;
  private double busy; // nanoseconds of work, those long ago counting less
  private long lastNanos = Long.MIN_VALUE;

  Utilization(int workers) {
    this.workers = workers;
  }

  /** A worker has worked for so long, until now. */
  void add(long nowNanos, long workedNanos) {
    busy = busy(nowNanos) + workedNanos;
    lastNanos = nowNanos;
  }

  /** From 0, nothing, to 1, all of them all the time. */
  double share(long nowNanos) {
    return Math.min(1, busy(nowNanos) / (MEMORY_NANOS * workers));
  }

  private double busy(long nowNanos) {
    return lastNanos == Long.MIN_VALUE
        ? 0
        : busy * Math.exp(-(nowNanos - lastNanos) / MEMORY_NANOS);
  }
}
