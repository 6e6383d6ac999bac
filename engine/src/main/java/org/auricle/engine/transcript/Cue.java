package org.auricle.engine.transcript;

import java.util.List;
import org.auricle.engine.recognition.Word;

/**
 * A subtitle: what is shown at a time.
 *
 * @param channel from 1; 0 if the channels were mixed
 * @param startMillis from the start of the recording
 * @param endMillis later than the start
 * @param lines of text, one at least
 * @param words that it shows, one at least
 */
public record Cue(
    int channel, long startMillis, long endMillis, List<String> lines, List<Word> words) {

  /** Copies the lists. */
  public Cue {
    lines = List.copyOf(lines);
    words = List.copyOf(words);
  }
}
