package org.auricle.engine.recognition;

/** What an {@link Endpointer} has found. Times are seconds from the start of the stream. */
public sealed interface EndpointDecision {

  /**
   * An utterance has started; exactly one {@link UtteranceEnded} follows.
   *
   * @param startSeconds where, padding included: in the past, since speech has to last a while
   *     before it counts
   */
  record UtteranceStarted(double startSeconds) implements EndpointDecision {}

  /**
   * Speech has broken off for {@link EndpointOptions#pauseNotice()}; unless somebody speaks, {@link
   * Paused} follows, so it is time to find out whether all has been said.
   *
   * @param endSeconds where the utterance ends if it does, padding included; may not be heard yet
   */
  record Pausing(double endSeconds) implements EndpointDecision {}

  /**
   * Speech has broken off for {@link EndpointOptions#pause()}; the utterance goes on unless {@link
   * Endpointer#endPause} is called.
   *
   * @param endSeconds where it would end, padding included
   */
  record Paused(double endSeconds) implements EndpointDecision {}

  /**
   * The utterance has ended.
   *
   * @param startSeconds where it started, as it was told
   * @param endSeconds where it ended, padding included; not before the start of the next one
   * @param cause which rule ended it
   * @param speech whether there was enough speech in it; always, where speech starts utterances
   */
  record UtteranceEnded(double startSeconds, double endSeconds, Cause cause, boolean speech)
      implements EndpointDecision {}

  /**
   * The stream has begun with {@link EndpointOptions#initialSilence()} and no utterance; told at
   * most once.
   *
   * @param atSeconds how much of the stream has been listened to
   */
  record NoSpeech(double atSeconds) implements EndpointDecision {}

  /** Why an utterance ended. */
  enum Cause {
    /**
     * Nobody spoke for {@link EndpointOptions#trailingSilence()}, or for {@link
     * EndpointOptions#pause()} when all had been said.
     */
    SILENCE,
    /** It reached {@link EndpointOptions#maxUtterance()} and was cut; speech may go on. */
    MAX_LENGTH,
    /** The stream ended. */
    END_OF_AUDIO
  }
}
