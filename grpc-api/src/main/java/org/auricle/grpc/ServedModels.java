package org.auricle.grpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models of a server by name; the first is the default. Immutable. */
final class ServedModels {
  private final Map<String, ServedModel> byName = new LinkedHashMap<>();
  private final ServedModel defaultModel;

  ServedModels(List<ServedModel> models) {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("models: 0 (expected: >= 1)");
    }
    for (ServedModel model : models) {
      if (byName.putIfAbsent(model.name(), model) != null) {
        throw new IllegalArgumentException("model \"" + model.name() + "\" is given twice");
      }
    }
    defaultModel = models.get(0);
  }

  /**
   * Finds a model.
   *
   * @param name empty for the default
   */
  ServedModel find(String name) throws RequestException {
    ServedModel model = name.isEmpty() ? defaultModel : byName.get(name);
    if (model == null) {
      throw RequestException.notFound(
          "model: \"" + name + "\" (expected: " + String.join(", ", byName.keySet()) + ")");
    }
    return model;
  }
}
