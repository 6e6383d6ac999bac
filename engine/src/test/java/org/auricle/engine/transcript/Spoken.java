package org.auricle.engine.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;

/** Transcripts to write. */
final class Spoken {
  private Spoken() {}

  static Word word(String text, double start, double end) {
    return new Word(text, start, end, 0.9);
  }

  static Transcript transcript(double seconds, Word... words) {
    return transcript(seconds, List.of(words));
  }

  static Transcript transcript(double seconds, List<Word> words) {
    String text = String.join(" ", words.stream().map(Word::text).toList());
    return new Transcript(List.of(new Transcript.Alternative(text, words, 0.8, -1)), seconds);
  }

  /** Words one after the other at a rate of four a second. */
  static Transcript evenly(String text) {
    List<Word> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      words.add(word(word, 0.25 * words.size(), 0.25 * words.size() + 0.2));
    }
    return transcript(0.25 * words.size(), words);
  }

  /** As people speak, with pauses and marks; some words overlap or have no length. */
  static Transcript random(long seed, int count) {
    Random random = new Random(seed);
    List<Word> words = new ArrayList<>();
    double at = random.nextDouble();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int c = random.nextInt(random.nextInt(20) == 0 ? 60 : 9); c >= 0; c--) {
        text.appendCodePoint(random.nextInt(9) == 0 ? 0x1F600 + c : 'a' + random.nextInt(26));
      }
      text.append(List.of("", "", "", ",", ".", "?\"").get(random.nextInt(6)));
      double length = random.nextInt(10) == 0 ? 0 : 0.6 * random.nextDouble();
      words.add(word(text.toString(), at, at + length));
      at += length + (random.nextInt(8) == 0 ? 2 : 0.5) * random.nextDouble();
      at -= random.nextInt(12) == 0 ? length / 2 : 0;
    }
    return transcript(at + 1, words);
  }
}
