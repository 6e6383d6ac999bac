package org.auricle.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;

/**
 * A whole recording that is recognised in steps, between which other things may be done. One that
 * is longer than an utterance may be is cut as a live stream of it would be.
 */
final class Recording {
  /** Audio that is taken in a step. */
  private static final int STEP_SECONDS = 10;

  private final Recognizer recognizer;
  private final AudioClip clip;
  private final DecodeRequest request;
  private final Consumer<Recording> later;
  private final SchedulerMetrics metrics;
  private final Runnable onReleased;
  private final CompletableFuture<Transcript> result = new CompletableFuture<>();
  private final List<Transcript> parts = new ArrayList<>();
  private SpeechStream stream; // once begun, if it is a long one
  private int taken; // samples

  /**
   * A recording to be recognised.
   *
   * @param later has {@link #step} called
   * @param onReleased called when the recognizer is needed no more
   */
  Recording(
      Recognizer recognizer,
      AudioClip clip,
      DecodeRequest request,
      Consumer<Recording> later,
      SchedulerMetrics metrics,
      Runnable onReleased) {
    this.recognizer = recognizer;
    this.clip = clip;
    this.request = request;
    this.later = later;
    this.metrics = metrics;
    this.onReleased = onReleased;
  }

  CompletableFuture<Transcript> start() {
    later.accept(this);
    return result;
  }

  /** There will be no more steps. */
  void refuse() {
    result.completeExceptionally(new IllegalStateException("the scheduler has been closed"));
    onReleased.run();
  }

  void step() {
    boolean more = false;
    if (!result.isDone()) { // otherwise nobody wants it any more
      try {
        more = advance();
      } catch (Throwable e) { // an Error, too: otherwise the caller would wait for ever
        result.completeExceptionally(e);
      }
    }
    if (more) {
      later.accept(this);
    } else {
      onReleased.run();
    }
  }

  /** Whether there is more to do. */
  private boolean advance() {
    if (clip.durationSeconds() <= LiveOptions.MAX_UTTERANCE_SECONDS) {
      Transcript transcript = recognizer.recognize(clip, request);
      metrics.onAudio(clip.durationSeconds());
      result.complete(transcript);
      return false;
    }
    if (stream == null) {
      stream = new SpeechStream(recognizer, new LiveOptions(clip.sampleRate(), request, false));
    }
    int length = Math.min(clip.samples().length - taken, STEP_SECONDS * clip.sampleRate());
    take(stream.accept(clip.samples(), taken, length));
    taken += length;
    metrics.onAudio((double) length / clip.sampleRate());
    if (taken < clip.samples().length) {
      return true;
    }
    take(stream.finish());
    result.complete(Transcript.joined(parts, clip.durationSeconds()));
    return false;
  }

  private void take(List<LiveEvent> events) {
    for (LiveEvent event : events) {
      if (event instanceof LiveEvent.Final last) {
        parts.add(last.transcript());
      }
    }
  }
}
