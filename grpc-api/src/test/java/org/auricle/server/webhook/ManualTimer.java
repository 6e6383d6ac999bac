package org.auricle.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A timer whose time the test makes. */
final class ManualTimer implements Timer {
  private static final long PATIENCE_SECONDS = 20; // for threads, not for time to pass

  /** Something that is to be done. */
  record Task(Duration delay, Runnable run, AtomicBoolean cancelled) {}

  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

  @Override
  public Runnable after(Duration delay, Runnable task) {
    Task later = new Task(delay, task, new AtomicBoolean());
    tasks.add(later);
    return () -> later.cancelled.set(true);
  }

  @Override
  public void close() {
    tasks.clear();
  }

  /** The next task, in the order in which they were asked for; waits until there is one. */
  Task next() throws InterruptedException {
    Task task = tasks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(task).as("a task").isNotNull();
    return task;
  }

  /** Whether nothing more has been asked for. */
  boolean isIdle() {
    return tasks.isEmpty();
  }
}
