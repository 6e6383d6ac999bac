package org.auricle.engine.live;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.auricle.engine.live.LiveEvent.Cause;
import org.auricle.engine.recognition.RecognitionStream;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.StreamOptions;

/** One utterance from the first sample to the last, its chunks taken by workers in turn. */
final class ScheduledStream implements LiveStream {
  private static final float[] END = new float[0];

  private final RecognitionStream recognition;
  private final LiveListener listener;
  private final Executor workers;
  private final Runnable onClosed;
  private final double rate;
  private final Queue<float[]> queue = new ArrayDeque<>(); // guarded by this
  private long queuedSamples;
  private boolean running; // a worker is at it, or will be
  private boolean finished; // no more audio
  private boolean closed;

  ScheduledStream(
      Recognizer recognizer,
      LiveOptions options,
      LiveListener listener,
      Executor workers,
      Runnable onClosed) {
    recognition =
        recognizer.newStream(
            new StreamOptions(options.sampleRateHz(), options.request(), options.interimResults()));
    this.listener = listener;
    this.workers = workers;
    this.onClosed = onClosed;
    rate = options.sampleRateHz();
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
      enqueue(Arrays.copyOfRange(samples, offset, offset + length));
    }
  }

  @Override
  public void finish() {
    enqueue(END);
  }

  private synchronized void enqueue(float[] samples) {
    if (finished) {
      throw new IllegalStateException("the stream has been finished");
    }
    if (closed) {
      return;
    }
    finished = samples == END;
    queue.add(samples);
    queuedSamples += samples.length;
    if (!running) {
      running = true;
      workers.execute(this::step);
    }
  }

  @Override
  public synchronized double queuedSeconds() {
    return queuedSamples / rate;
  }

  @Override
  public void cancel() {
    close();
  }

  private void step() {
    float[] samples;
    synchronized (this) {
      samples = queue.poll();
      if (samples == null || closed) {
        running = false;
        return;
      }
    }
    try {
      take(samples);
    } catch (Throwable e) { // an Error, too: otherwise the listener would wait for ever
      if (close()) {
        listener.onError(e);
      }
    }
    synchronized (this) {
      running = !closed && !queue.isEmpty();
      if (running) {
        workers.execute(this::step);
      }
    }
  }

  private void take(float[] samples) {
    if (samples == END) {
      double end = recognition.durationSeconds();
      LiveEvent last =
          new LiveEvent.Final(0, 0, end, recognition.finish(), Cause.END_OF_AUDIO, end);
      if (close()) {
        listener.onEvent(last);
        listener.onCompleted();
      }
      return;
    }
    recognition
        .accept(samples, 0, samples.length)
        .ifPresent(
            transcript ->
                listener.onEvent(
                    new LiveEvent.Interim(0, 0, transcript, 0, recognition.durationSeconds())));
    synchronized (this) {
      queuedSamples -= samples.length;
    }
    listener.onConsumed();
  }

  /** Whether it was open until now. */
  private boolean close() {
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = true;
      queue.clear();
    }
    onClosed.run();
    return true;
  }
}
