package org.auricle.grpc.google;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs one thing after the other, on threads of another executor. */
final class SerialExecutor implements Executor {
  private static final System.Logger LOG = System.getLogger(SerialExecutor.class.getName());

  private final Executor threads;
  private final Queue<Runnable> queue = new ArrayDeque<>(); // guarded by itself
  private boolean running; // guarded by queue

  SerialExecutor(Executor threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (queue) {
      queue.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    threads.execute(this::runAll);
  }

  private void runAll() {
    while (true) {
      Runnable task;
      synchronized (queue) {
        task = queue.poll();
        if (task == null) {
          running = false;
          return;
        }
      }
      try {
        task.run();
      } catch (Throwable e) { // an Error, too: what waits behind it would wait for ever
        LOG.log(System.Logger.Level.ERROR, "a step of a call failed", e);
      }
    }
  }
}
