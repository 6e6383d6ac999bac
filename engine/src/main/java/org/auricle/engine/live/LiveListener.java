package org.auricle.engine.live;

/**
 * Hears of a {@link LiveStream}. Its methods are called one at a time, in order, on a worker's
 * thread; they must not block. After {@link #onCompleted} or {@link #onError} comes nothing more
 * but {@link #onReleased}.
 */
public interface LiveListener {

  /** Something is known. */
  void onEvent(LiveEvent event);

  /** All of the audio has been recognised, after {@link LiveStream#finish}. */
  void onCompleted();

  /** Recognition failed, or refused the audio ({@link IllegalArgumentException}). */
  void onError(Throwable failure);

  /** Some of what waited has been taken: {@link LiveStream#queuedSeconds} is less than it was. */
  default void onConsumed() {}

  /**
   * The very last call, whichever way the stream has ended, {@link LiveStream#cancel} included: the
   * recognizer is not used for it any more.
   */
  default void onReleased() {}
}
