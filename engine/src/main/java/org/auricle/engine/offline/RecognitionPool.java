package org.auricle.engine.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;

/**
 * Recognises clips that any number of threads submit. Each of its own threads takes the clip that
 * has waited longest together with those most like it in length, which is what a network does best
 * in one step; so batches grow where more is submitted than recognised, and nothing waits for a
 * batch to fill. A clip's transcript does not depend on what it was batched with, but for rounding
 * in models in ONNX. Thread-safe.
 */
public final class RecognitionPool implements AutoCloseable {
  /** Clips that are recognised together, unless somebody says otherwise. */
  public static final int DEFAULT_BATCH = 8;

  /** Batches a thread that may lie ready for it, from which it chooses by length. */
  private static final int READY_BATCHES = 4;

  /** Clips that are recognised together last no longer, which bounds what a network needs. */
  private static final double MAX_BATCH_SECONDS = 60;

  /** Samples that may lie ready: 64 MB of them. */
  private static final long MAX_SAMPLES = 1L << 24;

  private final Recognizer recognizer;
  private final int batch;
  private final int maxClips;
  private final List<Job> waiting = new ArrayList<>(); // in the order of their submission
  private final List<Thread> threads = new ArrayList<>();
  private int clips; // waiting or being recognised
  private long samples; // of them
  private boolean closed;

  private record Job(AudioClip clip, DecodeRequest request, CompletableFuture<Transcript> result) {
    int length() {
      return clip.samples().length;
    }
  }

  /**
   * Starts the threads.
   *
   * @param recognizer whose network runs on one thread; stays its owner's to close, after this
   * @param threads that recognise
   * @param batch most clips that are recognised together; fewer, if they last more than a minute
   */
  public RecognitionPool(Recognizer recognizer, int threads, int batch) {
    this.recognizer = Objects.requireNonNull(recognizer, "recognizer");
    require("threads", threads);
    require("batch", batch);
    this.batch = batch;
    maxClips = READY_BATCHES * batch * threads;
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(this::work, "auricle-offline-" + i);
      thread.setDaemon(true);
      thread.start();
      this.threads.add(thread);
    }
  }

  private static void require(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
  }

  /**
   * Has a clip recognised. Waits while there is enough to do, so that no more audio is in memory
   * than keeps the threads busy.
   *
   * @return its transcript, or what recognising it threw
   */
  public synchronized CompletableFuture<Transcript> submit(AudioClip clip, DecodeRequest request) {
    Job job = new Job(clip, request, new CompletableFuture<>());
    awaitWhile(() -> clips > 0 && (clips >= maxClips || samples + job.length() > MAX_SAMPLES));
    if (closed) {
      throw new IllegalStateException("the pool has been closed");
    }
    clips++;
    samples += job.length();
    waiting.add(job);
    notifyAll();
    return job.result();
  }

  /** Waits until something has ceased to be, or the pool is closed; the caller holds the lock. */
  private synchronized void awaitWhile(BooleanSupplier being) {
    try {
      while (!closed && being.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void work() {
    for (List<Job> some = take(); !some.isEmpty(); some = take()) {
      try {
        recognize(some);
      } finally {
        release(some);
      }
    }
  }

  /** The clips to be recognised next; none once the pool is closed. */
  private synchronized List<Job> take() {
    awaitWhile(waiting::isEmpty);
    if (closed) {
      return List.of();
    }
    Job oldest = waiting.get(0);
    List<Job> alike =
        waiting.stream()
            .filter(job -> job.request().equals(oldest.request()))
            .sorted(Comparator.comparingInt(job -> Math.abs(job.length() - oldest.length())))
            .limit(batch)
            .toList();
    int together = 0;
    double seconds = 0;
    while (together < alike.size()) {
      seconds += alike.get(together).clip().durationSeconds();
      if (together > 0 && seconds > MAX_BATCH_SECONDS) {
        break;
      }
      together++;
    }
    List<Job> some = alike.subList(0, together);
    waiting.removeAll(some);
    return some;
  }

  private void recognize(List<Job> some) {
    try {
      List<AudioClip> batched = some.stream().map(Job::clip).toList();
      List<Transcript> transcripts = recognizer.recognize(batched, some.get(0).request());
      for (int i = 0; i < some.size(); i++) {
        some.get(i).result().complete(transcripts.get(i));
      }
    } catch (Throwable e) { // an Error, too: otherwise somebody would wait for ever
      if (some.size() == 1) {
        some.get(0).result().completeExceptionally(e);
      } else {
        some.forEach(
            job -> recognize(List.of(job))); // what one of them did is not the others' fault
      }
    }
  }

  private synchronized void release(List<Job> some) {
    clips -= some.size();
    some.forEach(job -> samples -= job.length());
    notifyAll();
  }

  /** Waits for what is being recognised; what still waits ends with an exception. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      for (Job job : waiting) {
        job.result().completeExceptionally(new IllegalStateException("the pool has been closed"));
      }
      waiting.clear();
      notifyAll();
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) { // nothing may run in a model that is closed next
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
