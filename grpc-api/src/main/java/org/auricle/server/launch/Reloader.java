package org.auricle.server.launch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks now and then whether files have changed. */
final class Reloader implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Reloader.class.getName());

  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Map<String, String> problems = new LinkedHashMap<>(); // told already
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "auricle-reload");
            daemon.setDaemon(true);
            return daemon;
          });

  /** Loads something anew if it has changed. */
  interface Task {
    void run() throws Exception;
  }

  void add(String name, Task task) {
    tasks.put(name, task);
  }

  /** Begins; zero: never looks. */
  void start(Duration interval) {
    if (!interval.isZero()) {
      long nanos = interval.toNanos();
      thread.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void look() {
    tasks.forEach(this::look);
  }

  private void look(String name, Task task) {
    try {
      task.run();
      problems.remove(name);
    } catch (Exception | OutOfMemoryError e) {
      String problem = String.valueOf(e.getMessage());
      if (!problem.equals(problems.put(name, problem))) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0} cannot be read again; what was read before stays: {1}",
            name,
            problem);
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
