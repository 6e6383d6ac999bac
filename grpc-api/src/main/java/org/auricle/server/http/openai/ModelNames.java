package org.auricle.server.http.openai;

import org.auricle.server.ModelLease;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;
import org.auricle.server.http.exchange.Replies;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Names of models as OpenAI's clients use them. */
public final class ModelNames {
  /** What clients ask for that were written for OpenAI: whatever is the default here. */
  public static final String WHISPER = "whisper-1";

  private ModelNames() {}

  /**
   * Takes a model.
   *
   * @param name of a model, {@link #WHISPER}, or empty
   * @param language BCP 47, or empty
   * @throws UnknownModelException if there is none
   */
  public static ModelLease lease(ModelRegistry models, String name, String language)
      throws UnknownModelException {
    boolean served = models.models().stream().anyMatch(entry -> entry.name().equals(name));
    return models.lease(!served && name.equals(WHISPER) ? "" : name, language);
  }

  /** {@code GET /v1/models}. */
  public static ObjectNode list(ModelRegistry models) {
    ObjectNode body = Replies.object();
    body.put("object", "list");
    ArrayNode data = body.putArray("data");
    for (ModelRegistry.Entry entry : models.models()) {
      ObjectNode model = data.addObject();
      model.put("id", entry.name());
      model.put("object", "model");
      model.put("created", 0);
      model.put("owned_by", "auricle");
      ArrayNode languages = model.putArray("languages");
      entry.languages().forEach(languages::add);
    }
    return body;
  }
}
