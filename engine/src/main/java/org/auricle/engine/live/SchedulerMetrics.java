package org.auricle.engine.live;

/**
 * Hears what a {@link StreamScheduler} does, to count and to measure. Called on workers' threads,
 * by several at a time; must be quick.
 */
public interface SchedulerMetrics {
  /** Hears nothing. */
  SchedulerMetrics NONE = new SchedulerMetrics() {};

  /** A stream has been opened. */
  default void onOpened() {}

  /** A stream has ended, whichever way. */
  default void onClosed() {}

  /** A stream has been refused. */
  default void onRefused() {}

  /**
   * A worker has done a round.
   *
   * @param streams that had something to be done
   * @param steps of them that needed a step of the network
   * @param finals of them that needed a full pass
   * @param seconds that it took
   */
  default void onRound(int streams, int steps, int finals, double seconds) {}

  /** So much audio has been taken from the queues of streams and whole recordings. */
  default void onAudio(double seconds) {}

  /** An interim result has been told, so long after the audio that it needed had arrived. */
  default void onInterim(double latencySeconds) {}

  /** A final result has been told, so long after the audio that it needed had arrived. */
  default void onFinal(double latencySeconds) {}
}
