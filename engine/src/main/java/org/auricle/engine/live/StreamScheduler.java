package org.auricle.engine.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;

/**
 * Recognises many live streams and whole recordings side by side on a fixed number of threads.
 * Thread-safe.
 *
 * <p>Workers go round by round, each for itself: a worker takes the streams that have something to
 * be done and does it for all of them, with one step of the network. What comes in meanwhile waits
 * for the next round, so that batches grow with the load. Whole recordings are worked on while no
 * stream waits, in steps of some seconds of audio.
 */
public final class StreamScheduler implements AutoCloseable {
  private static final double NANOS = 1e9;

  /** How long it may take until streams that are open now have ended, or found more time. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final SchedulerOptions options;
  private final SchedulerMetrics metrics;
  private final ReadyQueue queue;
  private final List<Thread> workers = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();

  /** Starts the workers, as daemons. */
  public StreamScheduler(SchedulerOptions options) {
    this(options, SchedulerMetrics.NONE);
  }

  /**
   * Starts the workers, as daemons.
   *
   * @param metrics hears what happens
   */
  public StreamScheduler(SchedulerOptions options, SchedulerMetrics metrics) {
    this.options = options;
    this.metrics = metrics;
    queue = new ReadyQueue(options.workers(), options.maxBatch(), options.gather().toNanos());
    for (int i = 0; i < options.workers(); i++) {
      Thread thread = new Thread(this::work, "auricle-recognise-" + i);
      thread.setDaemon(true);
      workers.add(thread);
      thread.start();
    }
  }

  private void work() {
    try {
      var task = queue.take(streams -> () -> run(new Round(streams)));
      while (task.isPresent()) {
        long start = System.nanoTime();
        task.get().run();
        queue.worked(System.nanoTime() - start);
        task = queue.take(streams -> () -> run(new Round(streams)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Round round) {
    long start = System.nanoTime();
    try {
      queue.addAll(round.run());
    } catch (Throwable e) { // an Error, too: otherwise the worker would be gone
      round.fail(e);
    }
    metrics.onRound(
        round.streams(), round.steps(), round.finals(), (System.nanoTime() - start) / NANOS);
  }

  /**
   * A new stream.
   *
   * @param recognizer stays its owner's to close, after the stream
   * @throws org.auricle.engine.recognition.DecodeRequestException if the options' request cannot be
   *     met
   * @throws NoVoiceDetectorException if endpointing is asked for and the model cannot do it
   * @throws IllegalArgumentException if the model does not allow the latency asked for
   * @throws OverloadedException if too much is being done already
   */
  public LiveStream open(Recognizer recognizer, LiveOptions liveOptions, LiveListener listener) {
    admit();
    try {
      ScheduledStream stream =
          new ScheduledStream(
              new SpeechStream(recognizer, liveOptions),
              liveOptions.sampleRateHz(),
              listener,
              metrics,
              queue::add,
              open::decrementAndGet);
      metrics.onOpened();
      return stream;
    } catch (RuntimeException | Error e) {
      open.decrementAndGet();
      throw e;
    }
  }

  private void admit() {
    double wait = waitSeconds();
    if (wait * NANOS > options.maxWait().toNanos()) {
      metrics.onRefused();
      throw new OverloadedException(
          "load: audio waits %.2f s for a worker (expected: at most %.2f s)"
              .formatted(wait, options.maxWait().toNanos() / NANOS),
          RETRY_AFTER);
    }
    if (open.incrementAndGet() > options.maxStreams()) {
      open.decrementAndGet();
      metrics.onRefused();
      throw new OverloadedException(
          "streams: " + options.maxStreams() + ", the most that are served at a time", RETRY_AFTER);
    }
  }

  /**
   * Recognises a whole recording. One that is longer than {@link LiveOptions#MAX_UTTERANCE_SECONDS}
   * is cut as a live stream of it would be, and has one reading, with times from its start.
   *
   * @return fails with what {@link Recognizer#recognize(AudioClip, DecodeRequest)} throws; once
   *     cancelled, it is worked on no more
   */
  public CompletableFuture<Transcript> recognize(
      Recognizer recognizer, AudioClip clip, DecodeRequest request) {
    return recognize(recognizer, clip, request, () -> {});
  }

  /**
   * The same, for a recognizer that is not the caller's for ever.
   *
   * @param onReleased called once, when no worker needs the recognizer for this any more: soon
   *     after the result, or some time after it was cancelled
   */
  public CompletableFuture<Transcript> recognize(
      Recognizer recognizer, AudioClip clip, DecodeRequest request, Runnable onReleased) {
    return new Recording(recognizer, clip, request, queue::add, metrics, onReleased).start();
  }

  /** Streams that are open now. */
  public int openStreams() {
    return open.get();
  }

  /** How long audio waits for a worker, smoothed over the last seconds, seconds. */
  public double waitSeconds() {
    return queue.waitSeconds();
  }

  /** Which share of their time the workers have worked during the last seconds, 0 to 1. */
  public double utilization() {
    return queue.utilization();
  }

  /** Stops the workers; streams that are open hear nothing more. */
  @Override
  public void close() {
    queue.close();
    workers.forEach(Thread::interrupt);
  }
}
