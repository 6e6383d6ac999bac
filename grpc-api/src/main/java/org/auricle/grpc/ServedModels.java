package org.auricle.grpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.server.ModelLease;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;

/** Models that stay the same, whatever language they are for; the first is the default. */
final class ServedModels implements ModelRegistry {
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

  @Override
  public List<Entry> models() {
    return byName.keySet().stream().map(name -> new Entry(name, List.of())).toList();
  }

  @Override
  public ModelLease lease(String name, String language) throws UnknownModelException {
    ServedModel model = name.isEmpty() ? defaultModel : byName.get(name);
    if (model == null) {
      throw new UnknownModelException(
          "model: \"" + name + "\" (expected: " + String.join(", ", byName.keySet()) + ")");
    }
    return new Held(model.name(), model.recognizer());
  }

  /** Its owner closes it. */
  private record Held(String name, Recognizer recognizer) implements ModelLease {
    @Override
    public List<String> languages() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
