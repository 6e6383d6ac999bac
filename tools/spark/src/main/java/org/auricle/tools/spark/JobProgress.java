package org.auricle.tools.spark;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Says now and then how far a job is, and when an executor is lost. */
final class JobProgress extends SparkListener {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintStream err;
  private final JobCounters counters;
  private final long recordings;
  private final long start = System.nanoTime();
  private long lastLine = start;

  /**
   * Says nothing yet.
   *
   * @param recordings there are
   */
  JobProgress(PrintStream err, JobCounters counters, long recordings) {
    this.err = err;
    this.counters = counters;
    this.recordings = recordings;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    long now = System.nanoTime();
    if (now - lastLine >= INTERVAL_NANOS) {
      lastLine = now;
      double elapsed = (now - start) * 1e-9;
      err.printf(
          Locale.ROOT,
          "auricle: %d of %d recordings, %.1fx real time%n",
          Math.min(recordings, counters.recordings().value()),
          recordings,
          counters.seconds().value() / elapsed);
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    err.printf(
        "auricle: executor %s has gone (%s); what it had not finished is done again%n",
        removed.executorId(), removed.reason().strip().lines().findFirst().orElse("no reason"));
  }
}
