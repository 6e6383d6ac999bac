package org.auricle.engine.recognition;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** What a request restricts recognition to. What fits none of it is rejected: an empty text. */
public sealed interface Grammar {
  /** What it is called in errors, such as its file; may be empty. */
  String name();

  /**
   * How far what fits best may be below the likeliest sounds, in nats per token, before an
   * utterance is taken for none of it; empty: as the decoder usually has it.
   */
  default OptionalDouble rejection() {
    return OptionalDouble.empty();
  }

  /**
   * One of these phrases, whole.
   *
   * @param phrases words separated by blank characters, at least one phrase
   */
  record Phrases(List<String> phrases, String name) implements Grammar {

    /** Copies the list. */
    public Phrases {
      phrases = List.copyOf(phrases);
      Objects.requireNonNull(name, "name");
    }

    /** Without a name. */
    public Phrases(List<String> phrases) {
      this(phrases, "");
    }
  }

  /**
   * A sentence of a grammar in the JSpeech Grammar Format (W3C note, 2000).
   *
   * @param source its text
   */
  record Jsgf(String source, String name, OptionalDouble rejection) implements Grammar {

    /** Requires a text, and a rejection of at least 0. */
    public Jsgf {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(name, "name");
      if (rejection.isPresent() && !(rejection.getAsDouble() >= 0)) {
        throw new IllegalArgumentException(
            "rejection: " + rejection.getAsDouble() + " (expected: >= 0)");
      }
    }

    /** Rejects as usual. */
    public Jsgf(String source, String name) {
      this(source, name, OptionalDouble.empty());
    }

    /** Without a name. */
    public Jsgf(String source) {
      this(source, "");
    }
  }
}
