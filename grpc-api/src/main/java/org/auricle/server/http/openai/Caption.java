package org.auricle.server.http.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.auricle.engine.recognition.Word;

/**
 * A few words that are shown together.
 *
 * @param words at least one
 */
record Caption(List<Word> words) {
  /** A silence that parts captions, seconds. */
  static final double PAUSE_SECONDS = 0.8;

  /** Two lines of 42 characters, as subtitles have. */
  static final int MAX_CHARACTERS = 84;

  /** The longest that subtitles are shown. */
  static final double MAX_SECONDS = 7;

  Caption {
    words = List.copyOf(words);
  }

  double startSeconds() {
    return words.get(0).startSeconds();
  }

  double endSeconds() {
    return words.get(words.size() - 1).endSeconds();
  }

  String text() {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }

  /** Cuts a transcript at pauses, and where a caption would be too long to read. */
  static List<Caption> of(List<Word> words) {
    List<Caption> captions = new ArrayList<>();
    List<Word> current = new ArrayList<>();
    int characters = 0;
    for (Word word : words) {
      if (!current.isEmpty() && !fits(word, current, characters)) {
        captions.add(new Caption(current));
        current.clear();
        characters = 0;
      }
      current.add(word);
      characters += word.text().length() + 1;
    }
    if (!current.isEmpty()) {
      captions.add(new Caption(current));
    }
    return captions;
  }

  private static boolean fits(Word word, List<Word> before, int characters) {
    double pause = word.startSeconds() - before.get(before.size() - 1).endSeconds();
    double length = word.endSeconds() - before.get(0).startSeconds();
    return pause < PAUSE_SECONDS
        && length <= MAX_SECONDS
        && characters + word.text().length() <= MAX_CHARACTERS;
  }
}
