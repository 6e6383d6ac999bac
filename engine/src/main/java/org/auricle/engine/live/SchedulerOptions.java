package org.auricle.engine.live;

import java.time.Duration;
import java.util.Objects;

/**
 * How much a {@link StreamScheduler} takes on, and how it puts streams together.
 *
 * @param workers threads that recognise
 * @param maxStreams open at a time; more are refused
 * @param maxBatch most streams whose audio is recognised together; 1: each by itself
 * @param gather how long a stream's audio may wait for that of others, unless a batch is full; this
 *     long when the workers are always busy, in proportion less when they are less
 * @param maxWait new streams are refused while audio waits longer than this for a worker, smoothed
 *     over a few seconds: beyond, latency would collapse for everybody
 */
public record SchedulerOptions(
    int workers, int maxStreams, int maxBatch, Duration gather, Duration maxWait) {

  /** A thread for each processor, 200 streams, batches of 32 within forty milliseconds. */
  public static final SchedulerOptions DEFAULT =
      new SchedulerOptions(Runtime.getRuntime().availableProcessors(), 200);

  /** Validates ranges. */
  public SchedulerOptions {
    require("workers", workers, workers >= 1, ">= 1");
    require("maxStreams", maxStreams, maxStreams >= 1, ">= 1");
    require("maxBatch", maxBatch, maxBatch >= 1, ">= 1");
    Objects.requireNonNull(gather, "gather");
    Objects.requireNonNull(maxWait, "maxWait");
    require("gather", gather, !gather.isNegative() && gather.toSeconds() < 1, "0..1 s");
    require("maxWait", maxWait, maxWait.compareTo(gather) > 0, "> " + gather + ", gather");
  }

  /** The defaults in all else. */
  public SchedulerOptions(int workers, int maxStreams) {
    this(workers, maxStreams, 32, Duration.ofMillis(40), Duration.ofMillis(250));
  }

  /** The same with other batches. */
  public SchedulerOptions withMaxBatch(int streams) {
    return new SchedulerOptions(workers, maxStreams, streams, gather, maxWait);
  }

  /** The same with each stream by itself, for comparison. */
  public SchedulerOptions withoutBatching() {
    return new SchedulerOptions(workers, maxStreams, 1, Duration.ZERO, maxWait);
  }

  /** The same with another time to wait for others. */
  public SchedulerOptions withGather(Duration time) {
    return new SchedulerOptions(workers, maxStreams, maxBatch, time, maxWait);
  }

  /** The same with another wait from which new streams are refused. */
  public SchedulerOptions withMaxWait(Duration time) {
    return new SchedulerOptions(workers, maxStreams, maxBatch, gather, time);
  }

  private static void require(String name, Object value, boolean valid, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
