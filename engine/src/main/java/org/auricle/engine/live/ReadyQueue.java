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
 *
 * <p>A worker that finds a stream waits a little for others. If that stream is behind, there is
 * more to do than time: workers do not wait for more than is worth a round, and those that have
 * nothing to do share what there is.
 */
final class ReadyQueue {
  /** Nanoseconds after which a recording's next step goes before the streams. */
  private static final long PATIENCE = 1_000_000_000;

  /** Streams that are worth a round: one at a time, a network takes twice as long for each. */
  private static final int SHARE = 8;

  private static final double NANOS = 1e9;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private record Step(Recording recording, long sinceNanos) {}

  private final int workers;
  private final int maxBatch;
  private final long gatherNanos;
  private final Deque<ScheduledStream> streams = new ArrayDeque<>();
  private final Deque<Step> steps = new ArrayDeque<>();
  private final WaitingTime waiting = new WaitingTime(System.nanoTime());
  private final Utilization utilization;
  private int idle; // workers that want something to do
  private boolean closed;

  ReadyQueue(int workers, int maxBatch, long gatherNanos) {
    this.workers = workers;
    utilization = new Utilization(workers);
    this.maxBatch = maxBatch;
    this.gatherNanos = gatherNanos;
  }

  synchronized void add(ScheduledStream stream) {
    streams.add(stream);
    if (streams.size() == 1 || streams.size() == SHARE || streams.size() == maxBatch) {
      notify();
    }
  }

  /** Those of a round, all at once, so that they can be shared. */
  synchronized void addAll(List<ScheduledStream> ready) {
    streams.addAll(ready);
    if (!ready.isEmpty()) {
      notifyAll();
    }
  }

  /** Workers that want something to do. */
  synchronized int idle() {
    return idle;
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
    idle++;
    try {
      return await(round);
    } finally {
      idle--;
    }
  }

  private Optional<Runnable> await(Function<List<ScheduledStream>, Runnable> round)
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
      boolean behind = streams.peek().isBehind();
      boolean alone = behind && idle == workers; // nobody is about to bring more
      long gather = alone ? 0 : (long) (gatherNanos * utilization.share(now));
      long left = streams.peek().readyNanos() + gather - now;
      if (left <= 0 || streams.size() >= (behind ? Math.min(SHARE, maxBatch) : maxBatch)) {
        return Optional.of(round.apply(takeStreams(now, behind ? share() : maxBatch)));
      }
      wait(left / NANOS_PER_MILLI, (int) (left % NANOS_PER_MILLI));
    }
    return Optional.empty();
  }

  /** How many streams one of the idle workers takes, at most. */
  private int share() {
    int shares = Math.max(1, Math.min(idle, streams.size() / SHARE));
    return Math.min(maxBatch, (streams.size() + shares - 1) / shares);
  }

  private List<ScheduledStream> takeStreams(long now, int most) {
    waiting.add(now, now - streams.peek().readyNanos());
    List<ScheduledStream> taken = new ArrayList<>(Math.min(most, streams.size()));
    while (taken.size() < most && !streams.isEmpty()) {
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
