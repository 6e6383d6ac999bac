package org.auricle.acoustic.training;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.auricle.engine.feature.FeatureMatrix;

/**
 * Prepares the next batches of an epoch in the background while the network works on the present
 * one, and hands them out in the plan's order. Not thread-safe: one consumer.
 */
final class BatchQueue implements AutoCloseable {
  /** Batches prepared ahead for each worker. */
  private static final int AHEAD = 3;

  /**
   * What became of one batch of the plan.
   *
   * @param batch empty if none of its utterances could be used
   * @param audioSeconds of the utterances in the batch
   * @param tooShort utterances with fewer frames than CTC needs
   * @param unreadable what was wrong with recordings that could not be read
   */
  record Prepared(
      Optional<Batch> batch, double audioSeconds, int tooShort, List<String> unreadable) {}

  private final FeatureMaker maker;
  private final DrawLabels labels;
  private final double frameShiftSeconds;
  private final ExecutorService workers;
  private final ArrayDeque<Future<Prepared>> ahead = new ArrayDeque<>();
  private final int capacity;
  private EpochPlan plan = new EpochPlan(List.of());
  private int next;

  BatchQueue(FeatureMaker maker, DrawLabels labels, double frameShiftSeconds, int threads) {
    this.maker = maker;
    this.labels = labels;
    this.frameShiftSeconds = frameShiftSeconds;
    this.capacity = AHEAD * threads;
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "auricle-features");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Turns to another epoch, from one of its batches on. */
  void start(EpochPlan epoch, int firstBatch) {
    ahead.forEach(f -> f.cancel(false));
    ahead.clear();
    plan = epoch;
    next = firstBatch;
    fill();
  }

  /**
   * The next batch of the plan.
   *
   * @throws RuntimeException that preparing it threw
   */
  Prepared take() throws InterruptedException {
    Future<Prepared> head = ahead.remove();
    fill();
    try {
      return head.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void fill() {
    while (ahead.size() < capacity && next < plan.batches().size()) {
      List<EpochPlan.Draw> draws = plan.batches().get(next++);
      ahead.add(workers.submit(() -> prepare(draws)));
    }
  }

  private Prepared prepare(List<EpochPlan.Draw> draws) {
    List<Batch.Item> items = new ArrayList<>();
    int frames = 0;
    int tooShort = 0;
    List<String> unreadable = new ArrayList<>();
    for (EpochPlan.Draw draw : draws) {
      FeatureMatrix features;
      try {
        features = maker.varied(draw);
      } catch (UncheckedIOException e) {
        unreadable.add(e.getCause().getMessage());
        continue;
      }
      int[] learned = labels.of(draw);
      if (features.frames() < Math.max(1, CtcLoss.framesNeeded(learned))) {
        tooShort++;
      } else {
        items.add(new Batch.Item(features, learned, draw.utterance()));
        frames += features.frames();
      }
    }
    Optional<Batch> batch = items.isEmpty() ? Optional.empty() : Optional.of(Batch.of(items));
    return new Prepared(batch, frames * frameShiftSeconds, tooShort, unreadable);
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
