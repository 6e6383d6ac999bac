package org.auricle.engine.recognition;

import java.util.List;
import java.util.Objects;

/** What a request restricts recognition to. What fits none of it is rejected: an empty text. */
public sealed interface Grammar {

  /**
   * One of these phrases, whole.
   *
   * @param phrases words separated by blank characters, at least one phrase
   */
  record Phrases(List<String> phrases) implements Grammar {

    /** Copies the list. */
    public Phrases {
      phrases = List.copyOf(phrases);
    }
  }

  /**
   * A sentence of a grammar in the JSpeech Grammar Format (W3C note, 2000).
   *
   * @param source its text
   */
  record Jsgf(String source) implements Grammar {

    /** Requires a text. */
    public Jsgf {
      Objects.requireNonNull(source, "source");
    }
  }
}
