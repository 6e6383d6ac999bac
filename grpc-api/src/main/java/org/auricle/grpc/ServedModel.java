package org.auricle.grpc;

import java.util.List;
import java.util.Objects;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.server.ModelRegistry;

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

  /** Models that stay the same, the first being the default. */
  public static ModelRegistry registry(List<ServedModel> models) {
    return new ServedModels(models);
  }
}
