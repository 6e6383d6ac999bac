package org.auricle.server.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.auricle.server.http.exchange.HttpProblem;

/** Counts what is in progress, so that a server can close when all of it is done. Thread-safe. */
final class Drain {
  private boolean draining; // guarded by this
  private int open; // guarded by this

  /** Something in progress. */
  final class Work implements AutoCloseable {
    private final AtomicBoolean done = new AtomicBoolean();

    private Work() {}

    /** It is done. More than once does nothing. */
    @Override
    public void close() {
      if (done.compareAndSet(false, true)) {
        end();
      }
    }
  }

  /**
   * Begins something.
   *
   * @throws HttpProblem if the server is closing
   */
  synchronized Work begin() throws HttpProblem {
    if (draining) {
      throw HttpProblem.draining();
    }
    open++;
    return new Work();
  }

  private synchronized void end() {
    open--;
    notifyAll();
  }

  /** Refuses what comes from now on. */
  synchronized void start() {
    draining = true;
  }

  /** Whether the server is closing. */
  synchronized boolean isDraining() {
    return draining;
  }

  /** Waits until all is done; whether it is. */
  synchronized boolean await(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (open > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000 + 1);
    }
    return true;
  }
}
