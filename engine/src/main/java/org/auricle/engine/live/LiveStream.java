package org.auricle.engine.live;

import org.auricle.engine.recognition.DecodeRequest;

/**
 * One speaker's audio on its way into a {@link StreamScheduler}. None of its methods blocks; they
 * may be called from any thread, but by one at a time.
 */
public interface LiveStream {

  /**
   * Takes the next samples, in [-1, 1] at the rate announced, and copies them. Whoever sends faster
   * than real time looks at {@link #queuedSeconds} first.
   *
   * @throws IllegalArgumentException if a sample is not finite; the stream goes on without them
   * @throws IllegalStateException after {@link #finish}
   */
  void accept(float[] samples, int offset, int length);

  /**
   * Asks something else of the utterances that begin after the audio taken so far: another grammar,
   * other boosts. Does nothing if the stream is over by itself.
   *
   * @throws org.auricle.engine.recognition.DecodeRequestException if it cannot be met; the stream
   *     goes on as before
   * @throws IllegalStateException after {@link #finish}
   */
  void ask(DecodeRequest request);

  /** Audio that has been taken and not yet been recognised, seconds. */
  double queuedSeconds();

  /**
   * Ends the audio: the final result and {@link LiveListener#onCompleted} will follow. Does nothing
   * if the stream is over by itself.
   */
  void finish();

  /**
   * Drops everything at once; the listener hears nothing more but {@link LiveListener#onReleased}.
   * Does nothing after the end.
   */
  void cancel();
}
