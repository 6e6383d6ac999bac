package org.auricle.server.registry;

import java.io.IOException;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;

/** Where models come from. */
@FunctionalInterface
public interface ModelLoader {

  /**
   * Loads and checks a model.
   *
   * @param model a shipped bundle's name, or a path
   * @throws IOException if there is none, or it cannot be used
   */
  LoadedModel load(String model) throws IOException;

  /** Bundles, computed as the options say. */
  static ModelLoader bundles(RuntimeOptions options) {
    return model -> {
      ModelBundle bundle = Models.open(model);
      return new LoadedModel(
          bundle.manifest().name(),
          bundle.manifest().languages(),
          RecognizerFactory.create(bundle, options));
    };
  }
}
