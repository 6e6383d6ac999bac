package org.auricle.server.webhook;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things later. */
interface Timer extends AutoCloseable {

  /** Has something done after a time; what is run returns at once. The task to give up, cancels. */
  Runnable after(Duration delay, Runnable task);

  /** What is not done yet will not be. */
  @Override
  void close();

  /** By one thread, a daemon. */
  static Timer threaded() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "auricle-webhook-timer");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    return new Threaded(executor);
  }

  /** By one thread. */
  record Threaded(ScheduledExecutorService executor) implements Timer {
    @Override
    public Runnable after(Duration delay, Runnable task) {
      var scheduled = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> scheduled.cancel(false);
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }
}
