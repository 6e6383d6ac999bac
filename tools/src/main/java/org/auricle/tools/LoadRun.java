package org.auricle.tools;

import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Many speakers at once. One thread, the caller's, sends for all of them; the channel's own thread
 * takes the answers.
 */
final class LoadRun {
  private static final long NANOS = 1_000_000_000;

  /** For the answers to what was sent last; then calls without one have failed. */
  private static final long PATIENCE_NANOS = 20 * NANOS;

  private static final long PAUSE_NANOS = 20_000_000;
  private static final long SEED = 20_26;

  /**
   * What load.
   *
   * @param streams speakers
   * @param seconds measured
   * @param rampSeconds before that, in which the speakers begin one after the other
   * @param paced in real time; otherwise as fast as the server takes it
   */
  record Plan(int streams, double seconds, double rampSeconds, boolean paced) {}

  private record Turn(long nanos, LoadSpeaker<?, ?> speaker) {}

  private final Plan plan;
  private final LoadStatistics statistics = new LoadStatistics();
  private final List<LoadSpeaker<?, ?>> speakers = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private final long measuredNanos; // what is before does not count
  private final long endNanos;

  LoadRun(Plan plan, LoadProtocol<?, ?> protocol, List<LoadAudio> recordings) {
    this.plan = plan;
    measuredNanos = startNanos + (long) (plan.rampSeconds() * NANOS);
    endNanos = measuredNanos + (long) (plan.seconds() * NANOS);
    statistics.measure(measuredNanos, endNanos);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < plan.streams(); i++) {
      speakers.add(
          new LoadSpeaker<>(
              protocol, recordings, statistics, plan.paced(), random.nextInt(recordings.size())));
    }
  }

  LoadStatistics statistics() {
    return statistics;
  }

  /** Runs from the first speaker's first word to the last answer. */
  void run(TaskProgress progress) {
    PriorityQueue<Turn> turns = new PriorityQueue<>((a, b) -> Long.signum(a.nanos - b.nanos));
    for (int i = 0; i < plan.streams(); i++) {
      long begin = startNanos + (long) (plan.rampSeconds() * NANOS * i / plan.streams());
      turns.add(new Turn(begin, speakers.get(i)));
    }
    long told = startNanos;
    OptionalDouble processor = OptionalDouble.empty(); // seconds used before what counts
    while (!turns.isEmpty() || System.nanoTime() - endNanos < 0) {
      long now = System.nanoTime();
      long wait = turns.isEmpty() ? PAUSE_NANOS : turns.peek().nanos() - now;
      if (wait > 0) {
        LockSupport.parkNanos(Math.min(wait, PAUSE_NANOS));
      } else {
        take(turns.remove(), turns);
      }
      if (processor.isEmpty() && now - measuredNanos >= 0) {
        processor = OptionalDouble.of(processorSeconds());
      }
      if (now - told > NANOS) {
        told = now;
        if (!plan.paced()) {
          speakers.stream().filter(LoadSpeaker::hasFailed).forEach(speaker -> speaker.begin(now));
        }
        progress.update(
            Math.min(now - startNanos, endNanos - startNanos) / NANOS, statistics.summary());
      }
    }
    statistics.processor(processorSeconds() - processor.orElse(0));
    awaitAnswers();
  }

  private static double processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L)
        / (double) NANOS;
  }

  private void take(Turn turn, PriorityQueue<Turn> turns) {
    LoadSpeaker<?, ?> speaker = turn.speaker();
    if (!speaker.isSilent()) {
      speaker.speak();
    } else if (turn.nanos() - endNanos < 0) {
      speaker.begin(turn.nanos());
    } else {
      return;
    }
    if (plan.paced()) {
      turns.add(new Turn(speaker.dueNanos(), speaker));
    }
  }

  private void awaitAnswers() {
    speakers.forEach(LoadSpeaker::stop);
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (plan.paced()
        && System.nanoTime() - deadline < 0
        && !speakers.stream().allMatch(LoadSpeaker::isDone)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    for (LoadSpeaker<?, ?> speaker : speakers) {
      if (plan.paced() && !speaker.isDone()) {
        statistics.failed(Status.DEADLINE_EXCEEDED.withDescription("no answer"));
      }
      speaker.cancel();
    }
  }
}
