package org.auricle.engine.live;

/**
 * How much a {@link StreamScheduler} takes on.
 *
 * @param workers threads that recognise
 * @param maxStreams open at a time; more are refused
 */
public record SchedulerOptions(int workers, int maxStreams) {

  /** A thread for each processor, 200 streams. */
  public static final SchedulerOptions DEFAULT =
      new SchedulerOptions(Runtime.getRuntime().availableProcessors(), 200);

  /** Validates ranges. */
  public SchedulerOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("workers: " + workers + " (expected: >= 1)");
    }
    if (maxStreams < 1) {
      throw new IllegalArgumentException("maxStreams: " + maxStreams + " (expected: >= 1)");
    }
  }
}
