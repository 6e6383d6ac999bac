package org.auricle.acoustic.onnx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * Puts what several threads want scored at the same time into one batch. Thread-safe. A thread of
 * its own takes the first request, waits a little for others, and scores them together; if that
 * fails, it scores each alone, so that nobody fails for another's utterance.
 */
final class ScoreGatherer implements AutoCloseable {

  private record Request(FeatureMatrix features, CompletableFuture<LogPosteriors> answer) {}

  private final Function<List<FeatureMatrix>, List<LogPosteriors>> score;
  private final int maxBatch;
  private final long waitNanos;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  ScoreGatherer(
      Function<List<FeatureMatrix>, List<LogPosteriors>> score, int maxBatch, Duration wait) {
    this.score = score;
    this.maxBatch = maxBatch;
    waitNanos = wait.toNanos();
    thread = new Thread(this::work, "auricle-gather");
    thread.setDaemon(true);
    thread.start();
  }

  /** Scores one utterance together with those of other threads. */
  LogPosteriors score(FeatureMatrix features) {
    Request request = new Request(features, new CompletableFuture<>());
    requests.add(request);
    if (closed) {
      refuseAll(); // nobody may be there to take it
    }
    try {
      return request.answer().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void work() {
    List<Request> batch = new ArrayList<>();
    try {
      while (!closed) {
        batch.add(requests.take());
        gather(batch);
        answer(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      batch.forEach(ScoreGatherer::refuse);
    }
    refuseAll();
  }

  private void gather(List<Request> batch) throws InterruptedException {
    long deadline = System.nanoTime() + waitNanos;
    while (batch.size() < maxBatch) {
      Request next = requests.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      batch.add(next);
    }
  }

  private void answer(List<Request> batch) {
    try {
      List<LogPosteriors> answers = score.apply(batch.stream().map(Request::features).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException | Error e) {
      if (batch.size() == 1) {
        batch.get(0).answer().completeExceptionally(e);
      } else {
        batch.forEach(request -> answer(List.of(request)));
      }
    }
  }

  private void refuseAll() {
    for (Request r = requests.poll(); r != null; r = requests.poll()) {
      refuse(r);
    }
  }

  private static void refuse(Request request) {
    request.answer().completeExceptionally(new IllegalStateException("the model has been closed"));
  }

  /** Answers the batch in the making, refuses the rest, ends the thread. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
