package org.auricle.engine.live;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;

/** From times of an utterance to times of its stream. */
final class StreamTimes {
  private StreamTimes() {}

  /** The same transcript with words that are spoken later. */
  static Transcript shift(Transcript transcript, double seconds) {
    if (seconds == 0) {
      return transcript;
    }
    List<Transcript.Alternative> alternatives = new ArrayList<>();
    for (Transcript.Alternative reading : transcript.alternatives()) {
      List<Word> words = new ArrayList<>(reading.words().size());
      for (Word word : reading.words()) {
        words.add(
            new Word(
                word.text(),
                word.startSeconds() + seconds,
                word.endSeconds() + seconds,
                word.confidence()));
      }
      alternatives.add(
          new Transcript.Alternative(reading.text(), words, reading.confidence(), reading.score()));
    }
    return new Transcript(alternatives, transcript.durationSeconds());
  }
}
