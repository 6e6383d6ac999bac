package org.auricle.engine.live;

/**
 * How long what is taken now has waited: a mean over the last seconds that forgets exponentially.
 * Not thread-safe.
 */
final class WaitingTime {
  /** After so long, what was counts for a third. */
  private static final double MEMORY_NANOS = 3e9;

  private double mean; // nanoseconds
  private long lastNanos;

  /** Nothing has waited until now. */
  WaitingTime(long nowNanos) {
    lastNanos = nowNanos;
  }

  /** Something has been taken that had waited. */
  void add(long nowNanos, long waitedNanos) {
    mean = mean(nowNanos, waitedNanos);
    lastNanos = nowNanos;
  }

  /**
   * The mean, nanoseconds, were what waits longest taken now. So a short pause of the whole machine
   * counts for little, and workers that are stuck for more and more.
   *
   * @param longestNanos that something has waited; 0: nothing waits
   */
  double mean(long nowNanos, long longestNanos) {
    double kept = kept(nowNanos);
    return kept * mean + (1 - kept) * longestNanos;
  }

  private double kept(long nowNanos) {
    return Math.exp(-(nowNanos - lastNanos) / MEMORY_NANOS);
  }
}
