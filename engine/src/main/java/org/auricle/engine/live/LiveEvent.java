package org.auricle.engine.live;

import org.auricle.engine.recognition.Transcript;

/** News from a {@link LiveStream}. All times are seconds of audio from the start of the stream. */
public sealed interface LiveEvent {

  /** Audio that was heard before this could be known; what latency is counted from. */
  double heardSeconds();

  /** Somebody has begun to speak. */
  record SpeechStarted(double atSeconds, double heardSeconds) implements LiveEvent {}

  /**
   * Somebody has stopped speaking; the final result of the utterance follows.
   *
   * @param speechSeconds where speech ended
   * @param atSeconds where the utterance ends, padding included
   */
  record SpeechEnded(double speechSeconds, double atSeconds, double heardSeconds)
      implements LiveEvent {}

  /** Nobody has spoken for as long as {@link LiveOptions} allows; the stream ends. */
  record NoSpeech(double atSeconds, double heardSeconds) implements LiveEvent {}

  /**
   * A phrase that {@link LiveOptions#spotting} looks for has been said.
   *
   * @param utterance counted from 0
   * @param phrase as it was asked for
   * @param startSeconds where its first sound begins
   * @param endSeconds where its last sound ends
   * @param confidence 0 to 1
   */
  record PhraseHeard(
      long utterance,
      String phrase,
      double startSeconds,
      double endSeconds,
      double confidence,
      double heardSeconds)
      implements LiveEvent {}

  /**
   * What has been understood of the utterance in progress. Replaces the interim result before.
   *
   * @param utterance counted from 0
   * @param startSeconds where the utterance begins
   * @param transcript its words' times are the stream's
   * @param stableWords so many first words of the best reading stay as they are in all interim
   *     results of this utterance to come
   */
  record Interim(
      long utterance,
      double startSeconds,
      Transcript transcript,
      int stableWords,
      double heardSeconds)
      implements LiveEvent {}

  /**
   * What was said in an utterance: what {@link org.auricle.engine.recognition.Recognizer#recognize}
   * makes of the same stretch of audio.
   *
   * @param utterance counted from 0
   * @param startSeconds where the utterance begins
   * @param endSeconds where it ends
   * @param transcript its words' times are the stream's; may be empty
   * @param cause why it ended
   */
  record Final(
      long utterance,
      double startSeconds,
      double endSeconds,
      Transcript transcript,
      Cause cause,
      double heardSeconds)
      implements LiveEvent {}

  /** Why an utterance ended. */
  enum Cause {
    /** The speaker stopped speaking. */
    SILENCE,
    /** It reached the most that {@link LiveOptions} allows. */
    MAX_LENGTH,
    /** The audio ended. */
    END_OF_AUDIO
  }
}
