package org.auricle.server.registry;

import java.util.List;
import org.auricle.engine.recognition.Recognizer;

/**
 * A model as it comes from its bundle.
 *
 * @param name in the bundle
 * @param languages BCP 47 tags
 * @param recognizer closed by the registry
 */
public record LoadedModel(String name, List<String> languages, Recognizer recognizer) {

  /** Copies the list. */
  public LoadedModel {
    languages = List.copyOf(languages);
  }
}
