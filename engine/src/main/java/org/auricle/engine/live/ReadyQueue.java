package org.auricle.engine.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What waits for a worker: streams, taken several at a time and first come first served, and whole
 * recordings, which step back behind them. Thread-safe.
 */
final class ReadyQueue {
  /** Nanoseconds after which a recording's next step goes before the streams. */
  private static final long PATIENCE = 1_000_000_000;

  private static final double NANOS = 1e9;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private record Step(Recording recording, long sinceNanos) {}

  private final int maxBatch;
  private final long gatherNanos;
  private final Deque<ScheduledStream> streams = new ArrayDeque<>();
  private final Deque<Step> steps = new ArrayDeque<>();
  private final WaitingTime waiting = new WaitingTime(System.nanoTime());
  private final Utilization utilization;
  private boolean closed;

  ReadyQueue(int workers, int maxBatch, long gatherNanos) {
    utilization = new Utilization(workers);
    this.maxBatch = maxBatch;
    this.gatherNanos = gatherNanos;
  }

  synchronized void add(ScheduledStream stream) {
    streams.add(stream);
    if (streams.size() == 1 || streams.size() == maxBatch) {
      notify();
    }
  }

  void add(Recording recording) {
    synchronized (this) {
      if (!closed) {
        steps.add(new Step(recording, System.nanoTime()));
        notifyAll(); // one that gathers streams would not take it
        return;
      }
    }
    recording.refuse();
  }

  /**
   * Waits for something to do.
   *
   * @param round what is to be done with some streams
   * @return empty once the queue is closed
   */
  synchronized Optional<Runnable> take(Function<List<ScheduledStream>, Runnable> round)
      throws InterruptedException {
    while (!closed) {
      long now = System.nanoTime();
      boolean overdue = !steps.isEmpty() && now - steps.peek().sinceNanos() > PATIENCE;
      if (overdue || (streams.isEmpty() && !steps.isEmpty())) {
        return Optional.of(steps.remove().recording()::step);
      }
      if (streams.isEmpty()) {
        wait();
        continue;
      }
      long gather = (long) (gatherNanos * utilization.share(now));
      long left = streams.peek().readyNanos() + gather - now;
      if (left <= 0 || streams.size() >= maxBatch) {
        return Optional.of(round.apply(takeStreams(now)));
      }
      wait(left / NANOS_PER_MILLI, (int) (left % NANOS_PER_MILLI));
    }
    return Optional.empty();
  }

  private List<ScheduledStream> takeStreams(long now) {
    waiting.add(now, now - streams.peek().readyNanos());
    List<ScheduledStream> taken = new ArrayList<>(Math.min(maxBatch, streams.size()));
    while (taken.size() < maxBatch && !streams.isEmpty()) {
      taken.add(streams.remove());
    }
    if (!streams.isEmpty()) {
      notify();
    }
    return taken;
  }

  /** A worker has worked for so long, until now. */
  synchronized void worked(long nanos) {
    utilization.add(System.nanoTime(), nanos);
  }

  /** Which share of their time the workers have worked, these seconds. */
  synchronized double utilization() {
    return utilization.share(System.nanoTime());
  }

  /** How long streams wait for a worker these seconds, seconds. */
  synchronized double waitSeconds() {
    long now = System.nanoTime();
    long longest = streams.isEmpty() ? 0 : now - streams.peek().readyNanos();
    return waiting.mean(now, longest) / NANOS;
  }

  void close() {
    List<Step> left;
    synchronized (this) {
      closed = true;
      streams.clear();
      left = List.copyOf(steps);
      steps.clear();
      notifyAll();
    }
    left.forEach(step -> step.recording().refuse());
  }
}
