package org.auricle.engine.live;

/**
 * How long what is taken now has waited: a mean over the last seconds that forgets exponentially.
 * Not thread-safe.
 */
final class WaitingTime {
  /** After so long, what was counts for a third. */
  private static final double MEMORY_NANOS = 3e9;

  private double mean; // nanoseconds
  private long lastNanos = Long.MIN_VALUE;

  /** Something has been taken that had waited. */
  void add(long nowNanos, long waitedNanos) {
    double kept = lastNanos == Long.MIN_VALUE ? 0 : kept(nowNanos);
    mean = kept * mean + (1 - kept) * waitedNanos;
    lastNanos = nowNanos;
  }

  /** The mean, nanoseconds; it falls while nothing comes. */
  double mean(long nowNanos) {
    return lastNanos == Long.MIN_VALUE ? 0 : mean * kept(nowNanos);
  }

  private double kept(long nowNanos) {
    return Math.exp(-(nowNanos - lastNanos) / MEMORY_NANOS);
  }
}
