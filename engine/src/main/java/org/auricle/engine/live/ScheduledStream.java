package org.auricle.engine.live;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.auricle.engine.recognition.DecodeRequest;

/**
 * A stream whose audio waits for a worker. Callers and one worker at a time meet at {@code queue};
 * the rest is the worker's.
 */
final class ScheduledStream implements LiveStream {
  private static final System.Logger LOG = System.getLogger(ScheduledStream.class.getName());
  private static final float[] END = new float[0];
  private static final float[] NOTHING = new float[0];

  /** Most audio that a stream brings into one round, so that one in a hurry does not hold it up. */
  private static final double ROUND_SECONDS = 0.5;

  /** With so much audio queued a stream is behind: it is no use to wait for more. */
  private static final double BEHIND_SECONDS = ROUND_SECONDS / 2;

  private static final double NANOS = 1e9;

  /** Who has the stream: nobody, the queue of those that wait for a worker, or a worker. */
  private enum Place {
    IDLE,
    READY,
    WORKED_ON
  }

  /** Audio, or another request for what begins after it. */
  private record Chunk(float[] samples, long arrivalNanos, Optional<DecodeRequest> request) {}

  private final LiveListener listener;
  private final SchedulerMetrics metrics;
  private final Consumer<ScheduledStream> whenReady;
  private final Runnable whenClosed;
  private final double rate;

  private final Queue<Chunk> queue = new ArrayDeque<>(); // guarded by this, like the following
  private Optional<SpeechStream> speech; // empty when the stream is over
  private Place place = Place.IDLE;
  private long queuedSamples;
  private boolean finished; // no more audio

  private long readyNanos; // the worker's, like the following: since when it has been ready
  private long arrivalNanos; // of what has been heard last
  private long heardSamples; // in this round

  ScheduledStream(
      SpeechStream speech,
      int sampleRateHz,
      LiveListener listener,
      SchedulerMetrics metrics,
      Consumer<ScheduledStream> whenReady,
      Runnable whenClosed) {
    this.speech = Optional.of(speech);
    this.listener = listener;
    this.metrics = metrics;
    this.whenReady = whenReady;
    this.whenClosed = whenClosed;
    rate = sampleRateHz;
  }

  @Override
  public void accept(float[] samples, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException(
            "sample " + (i - offset) + ": " + samples[i] + " (expected: a finite number)");
      }
    }
    if (length > 0) {
      enqueue(Arrays.copyOfRange(samples, offset, offset + length), Optional.empty());
    }
  }

  @Override
  public void ask(DecodeRequest request) {
    Optional<SpeechStream> stream = speech();
    if (stream.isPresent()) {
      stream.get().check(request); // here and not on a worker, to refuse it to its caller
      enqueue(NOTHING, Optional.of(request));
    }
  }

  @Override
  public void finish() {
    enqueue(END, Optional.empty());
  }

  private void enqueue(float[] samples, Optional<DecodeRequest> request) {
    synchronized (this) {
      if (finished) {
        throw new IllegalStateException("the stream has been finished");
      }
      finished = samples == END;
      if (speech.isEmpty()) {
        return;
      }
      queue.add(new Chunk(samples, System.nanoTime(), request));
      queuedSamples += samples.length;
      if (place != Place.IDLE) {
        return;
      }
      place = Place.READY;
      readyNanos = System.nanoTime();
    }
    whenReady.accept(this);
  }

  @Override
  public synchronized double queuedSeconds() {
    return queuedSamples / rate;
  }

  /** Whether its audio comes faster than it is recognised. */
  synchronized boolean isBehind() {
    return queuedSamples >= BEHIND_SECONDS * rate;
  }

  @Override
  public void cancel() {
    close();
  }

  /** Whether it was open until now. */
  private boolean close() {
    boolean released;
    synchronized (this) {
      if (speech.isEmpty()) {
        return false;
      }
      speech = Optional.empty();
      queue.clear();
      queuedSamples = 0;
      released = place != Place.WORKED_ON; // otherwise at the end of the round
    }
    metrics.onClosed();
    whenClosed.run();
    if (released) {
      last(listener::onReleased);
    }
    return true;
  }

  private synchronized Optional<SpeechStream> speech() {
    return speech;
  }

  // What follows is called by the worker that has the stream.

  /** Since when it has been ready. */
  long readyNanos() {
    return readyNanos;
  }

  /** The front half of a round. */
  void hear() {
    synchronized (this) {
      if (speech.isEmpty()) {
        return;
      }
      place = Place.WORKED_ON;
    }
    heardSamples = 0;
    attempt(
        stream -> {
          while (stream.peek() == null && heardSamples < ROUND_SECONDS * rate) {
            Chunk chunk = poll();
            if (chunk == null) {
              return;
            }
            hear(stream, chunk);
          }
        });
  }

  private synchronized Chunk poll() {
    return queue.poll();
  }

  private void hear(SpeechStream stream, Chunk chunk) {
    arrivalNanos = chunk.arrivalNanos();
    if (chunk.samples() == END) {
      stream.end();
    } else if (chunk.request().isPresent()) {
      stream.ask(chunk.request().get());
    } else {
      stream.hear(chunk.samples(), 0, chunk.samples().length);
      heardSamples += chunk.samples().length;
    }
  }

  /** What the network has to do for it next, if anything; tells what comes before that. */
  Optional<Work> nextWork() {
    Optional<SpeechStream> stream = speech();
    while (stream.isPresent()) {
      Work next = stream.get().peek();
      if (!(next instanceof Work.News news)) {
        return Optional.ofNullable(next);
      }
      stream.get().poll();
      tell(news.event());
      stream = speech();
    }
    return Optional.empty();
  }

  /** Does something with the stream if it is still open; if that fails, so does the stream. */
  void attempt(Consumer<SpeechStream> step) {
    Optional<SpeechStream> stream = speech();
    if (stream.isEmpty()) {
      return;
    }
    try {
      step.accept(stream.get());
    } catch (Throwable e) { // an Error, too: otherwise the listener would wait for ever
      fail(e);
    }
  }

  void fail(Throwable failure) {
    if (close()) {
      last(() -> listener.onError(failure));
    }
  }

  /** A call after which there is nobody to tell of a failure. */
  private static void last(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a listener failed at the end of its stream", e);
    }
  }

  void tell(LiveEvent event) {
    attempt(
        stream -> {
          listener.onEvent(event);
          double latency = (System.nanoTime() - arrivalNanos) / NANOS;
          if (event instanceof LiveEvent.Interim) {
            metrics.onInterim(latency);
          } else if (event instanceof LiveEvent.Final) {
            metrics.onFinal(latency);
          }
        });
  }

  /** The end of a round: tells the rest. Whether it is ready for another. */
  boolean release() {
    nextWork();
    if (heardSamples > 0) {
      metrics.onAudio(heardSamples / rate);
      synchronized (this) {
        queuedSamples = Math.max(0, queuedSamples - heardSamples);
      }
      attempt(stream -> listener.onConsumed());
    }
    attempt(
        stream -> {
          if (stream.isOver() && close()) {
            listener.onCompleted();
          }
        });
    boolean more;
    boolean last;
    synchronized (this) {
      more = speech.isPresent() && (!queue.isEmpty() || speech.get().peek() != null);
      last = speech.isEmpty() && place == Place.WORKED_ON;
      place = more ? Place.READY : Place.IDLE;
      readyNanos = System.nanoTime();
    }
    if (last) {
      last(listener::onReleased);
    }
    return more;
  }
}
