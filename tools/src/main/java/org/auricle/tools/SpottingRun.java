package org.auricle.tools;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveEvent.PhraseHeard;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.live.LiveStream;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.PhraseSpotter;
import org.auricle.engine.recognition.Recognizer;

/**
 * Hears many recordings as {@link PhraseListener} hears one, side by side, so that they share steps
 * of the network.
 */
final class SpottingRun implements AutoCloseable {
  private static final int STREAMS = 32;
  private static final Duration NEVER = Duration.ofDays(365);

  private final Recognizer recognizer;
  private final PhraseSpotter spotter;
  private final StreamScheduler scheduler;
  private final Semaphore places = new Semaphore(STREAMS);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** Takes what was heard in a recording, in order; called by one thread at a time. */
  interface Sink {
    /** The recording is over. */
    void heard(List<PhraseHeard> phrases);
  }

  SpottingRun(Recognizer recognizer, PhraseSpotter spotter, int threads) {
    this.recognizer = recognizer;
    this.spotter = spotter;
    scheduler =
        new StreamScheduler(
            new SchedulerOptions(threads, STREAMS).withGather(Duration.ZERO).withMaxWait(NEVER));
  }

  /**
   * Hears a recording, once there is a place for it.
   *
   * @throws IOException if this one or one before it could not be heard
   */
  void hear(AudioClip clip, Sink sink) throws IOException {
    take(1);
    LiveStream stream =
        scheduler.open(
            recognizer,
            PhraseListener.options(recognizer, spotter, clip.sampleRate()),
            new Listener(sink));
    stream.accept(clip.samples(), 0, clip.samples().length);
    stream.finish();
  }

  /** Waits until all have been heard. */
  void finish() throws IOException {
    take(STREAMS);
    places.release(STREAMS);
  }

  private void take(int count) throws IOException {
    try {
      places.acquire(count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (failure.get() != null) {
      throw new IOException(Failures.line(failure.get()), failure.get());
    }
  }

  @Override
  public void close() {
    scheduler.close();
  }

  private final class Listener implements LiveListener {
    private final Sink sink;
    private final List<PhraseHeard> heard = new ArrayList<>();

    Listener(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void onEvent(LiveEvent event) {
      if (event instanceof PhraseHeard phrase) {
        heard.add(phrase);
      }
    }

    @Override
    public void onCompleted() {
      synchronized (SpottingRun.this) {
        sink.heard(heard);
      }
    }

    @Override
    public void onError(Throwable e) {
      failure.compareAndSet(null, e);
    }

    @Override
    public void onReleased() {
      places.release();
    }
  }
}
