package org.auricle.server.assistant;

import org.auricle.engine.live.LiveEvent;

/** Events of a stream that began later than the conversation, in the conversation's time. */
final class Shifted {
  private Shifted() {}

  /** The same event, so many seconds later. */
  static LiveEvent by(double seconds, LiveEvent event) {
    double heard = event.heardSeconds() + seconds;
    if (event instanceof LiveEvent.SpeechStarted started) {
      return new LiveEvent.SpeechStarted(started.atSeconds() + seconds, heard);
    }
    if (event instanceof LiveEvent.SpeechEnded ended) {
      return new LiveEvent.SpeechEnded(
          ended.speechSeconds() + seconds, ended.atSeconds() + seconds, heard);
    }
    if (event instanceof LiveEvent.NoSpeech none) {
      return new LiveEvent.NoSpeech(none.atSeconds() + seconds, heard);
    }
    if (event instanceof LiveEvent.PhraseHeard phrase) {
      return new LiveEvent.PhraseHeard(
          phrase.utterance(),
          phrase.phrase(),
          phrase.startSeconds() + seconds,
          phrase.endSeconds() + seconds,
          phrase.confidence(),
          heard);
    }
    if (event instanceof LiveEvent.Interim interim) {
      return new LiveEvent.Interim(
          interim.utterance(),
          interim.startSeconds() + seconds,
          interim.transcript().shifted(seconds),
          interim.stableWords(),
          heard);
    }
    LiveEvent.Final last = (LiveEvent.Final) event;
    return new LiveEvent.Final(
        last.utterance(),
        last.startSeconds() + seconds,
        last.endSeconds() + seconds,
        last.transcript().shifted(seconds),
        last.cause(),
        heard);
  }
}
