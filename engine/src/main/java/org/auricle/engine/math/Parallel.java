package org.auricle.engine.math;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * A small fixed team of threads for loops of independent tasks that take tens of microseconds or
 * more. The calling thread works too. A worker that finds nothing to do spins for a moment, since
 * in training the next loop follows at once, then sleeps.
 *
 * <p>Thread-safe. A run inside a task, or while the team is busy for another thread, is done by its
 * caller alone; so is any run after {@link #close}.
 */
public final class Parallel implements AutoCloseable {

  /** Longer than the wait for the last task of a product; waking a virtual core costs as much. */
  private static final long SPIN_NANOS = 500_000;

  private static final Parallel SINGLE = new Parallel(1);

  private final Worker[] workers;
  private final ReentrantLock team = new ReentrantLock();
  private volatile Job job;
  private volatile boolean closed;

  private Parallel(int threads) {
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker("auricle-parallel-" + (i + 1));
    }
    for (Worker worker : workers) {
      worker.start();
    }
  }

  /**
   * A new team.
   *
   * @param threads the caller included, 1 or more
   */
  public static Parallel of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
    }
    return new Parallel(threads);
  }

  /** The team that consists of the caller. It needs no closing. */
  public static Parallel single() {
    return SINGLE;
  }

  /** Threads in the team, the caller included. */
  public int threads() {
    return workers.length + 1;
  }

  /**
   * Calls {@code task} with 0 to {@code tasks - 1}, each once, in any order, and returns when all
   * have returned. After a failure the tasks not yet begun are skipped, and the first failure is
   * thrown here.
   */
  public void run(int tasks, IntConsumer task) {
    if (tasks <= 1 || workers.length == 0 || closed || team.isHeldByCurrentThread()) {
      runInline(tasks, task);
      return;
    }
    if (Thread.currentThread() instanceof Worker || !team.tryLock()) {
      runInline(tasks, task);
      return;
    }
    try {
      runOnTeam(new Job(tasks, task, Thread.currentThread()));
    } finally {
      team.unlock();
    }
  }

  private static void runInline(int tasks, IntConsumer task) {
    for (int i = 0; i < tasks; i++) {
      task.accept(i);
    }
  }

  private void runOnTeam(Job current) {
    job = current;
    for (Worker worker : workers) {
      if (worker.asleep) {
        LockSupport.unpark(worker);
      }
    }
    current.work();
    current.await();
    job = null;
    current.rethrow();
  }

  /** Ends the threads of the team. */
  @Override
  public void close() {
    if (this == SINGLE) {
      return;
    }
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
  }

  /** One run: hands out task numbers and counts those that are done. */
  private static final class Job {
    private final int tasks;
    private final IntConsumer task;
    private final Thread owner;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Job(int tasks, IntConsumer task, Thread owner) {
      this.tasks = tasks;
      this.task = task;
      this.owner = owner;
    }

    boolean hasMore() {
      return next.get() < tasks;
    }

    void work() {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            task.accept(i);
          }
        } catch (Throwable t) {
          failure.compareAndSet(null, t);
        } finally {
          if (done.incrementAndGet() == tasks) {
            LockSupport.unpark(owner);
          }
        }
      }
    }

    void await() {
      long deadline = System.nanoTime() + SPIN_NANOS;
      boolean interrupted = false;
      while (done.get() < tasks) {
        if (System.nanoTime() < deadline) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    void rethrow() {
      Throwable t = failure.get();
      if (t instanceof Error e) {
        throw e;
      }
      if (t instanceof RuntimeException e) {
        throw e;
      }
    }
  }

  private final class Worker extends Thread {
    volatile boolean asleep;

    Worker(String name) {
      super(name);
      setDaemon(true);
    }

    @Override
    public void run() {
      long deadline = System.nanoTime() + SPIN_NANOS;
      while (!closed) {
        Job current = job;
        if (current != null && current.hasMore()) {
          current.work();
          deadline = System.nanoTime() + SPIN_NANOS;
        } else if (System.nanoTime() < deadline) {
          Thread.onSpinWait();
        } else {
          sleep();
          deadline = System.nanoTime() + SPIN_NANOS;
        }
      }
    }

    /** Says so first, then looks once more: a job set in between is seen here or wakes us. */
    private void sleep() {
      asleep = true;
      Job current = job;
      if (!closed && (current == null || !current.hasMore())) {
        LockSupport.park(Parallel.this);
      }
      asleep = false;
    }
  }
}
