package org.auricle.grpc;

import java.util.Objects;
import org.auricle.engine.recognition.Recognizer;

/**
 * A model that clients can ask for.
 *
 * @param name what they ask for
 * @param recognizer stays its owner's to close, after the server
 */
public record ServedModel(String name, Recognizer recognizer) {

  /** Requires both. */
  public ServedModel {
    Objects.requireNonNull(recognizer, "recognizer");
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: blank (expected: a name)");
    }
  }
}
