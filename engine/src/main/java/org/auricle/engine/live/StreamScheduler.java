package org.auricle.engine.live;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;

/**
 * Recognises many live streams and whole recordings side by side on a fixed number of threads.
 * Thread-safe.
 */
public final class StreamScheduler implements AutoCloseable {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final SchedulerOptions options;
  private final ExecutorService workers;
  private final AtomicInteger open = new AtomicInteger();

  /** Starts the workers, as daemons. */
  public StreamScheduler(SchedulerOptions options) {
    this.options = options;
    AtomicInteger number = new AtomicInteger();
    workers =
        Executors.newFixedThreadPool(
            options.workers(),
            task -> {
              Thread thread = new Thread(task, "auricle-recognise-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * A new stream.
   *
   * @param recognizer stays its owner's to close, after the stream
   * @throws org.auricle.engine.recognition.DecodeRequestException if the options' request cannot be
   *     met
   * @throws OverloadedException if too much is being done already
   */
  public LiveStream open(Recognizer recognizer, LiveOptions liveOptions, LiveListener listener) {
    if (open.incrementAndGet() > options.maxStreams()) {
      open.decrementAndGet();
      throw new OverloadedException(
          "streams: " + options.maxStreams() + ", the most that are served at a time", RETRY_AFTER);
    }
    try {
      return new ScheduledStream(
          recognizer, liveOptions, listener, workers, () -> open.decrementAndGet());
    } catch (RuntimeException | Error e) {
      open.decrementAndGet();
      throw e;
    }
  }

  /**
   * Recognises a whole recording.
   *
   * @return fails with what {@link Recognizer#recognize(AudioClip, DecodeRequest)} throws
   */
  public CompletableFuture<Transcript> recognize(
      Recognizer recognizer, AudioClip clip, DecodeRequest request) {
    return CompletableFuture.supplyAsync(() -> recognizer.recognize(clip, request), workers);
  }

  /** Streams that are open now. */
  public int openStreams() {
    return open.get();
  }

  /** Stops the workers; streams that are open hear nothing more. */
  @Override
  public void close() {
    workers.shutdownNow();
  }
}
