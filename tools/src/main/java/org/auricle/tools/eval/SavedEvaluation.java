package org.auricle.tools.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results that {@code auricle eval --json} has written.
 *
 * @param model that gave them
 * @param utterances in the order of the manifest
 */
public record SavedEvaluation(String model, List<Evaluation.Utterance> utterances) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Copies the list. */
  public SavedEvaluation {
    utterances = List.copyOf(utterances);
  }

  /**
   * Reads a file.
   *
   * @throws EvaluationException naming file and place if it has another form
   */
  public static SavedEvaluation read(Path file) throws IOException {
    String expected = " (expected: what \"auricle eval --json\" prints)";
    JsonNode root;
    try {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw new EvaluationException(file + ": not JSON" + expected);
    }
    JsonNode results = root.get(EvalJson.RESULTS);
    if (results == null || !results.isArray()) {
      throw new EvaluationException(file + ": no \"" + EvalJson.RESULTS + "\"" + expected);
    }
    List<Evaluation.Utterance> utterances = new ArrayList<>();
    for (JsonNode result : results) {
      String where = file + ", result " + (utterances.size() + 1);
      String speaker = result.path(Evaluation.SPEAKER).asString("");
      utterances.add(
          Evaluation.Utterance.of(
              new Evaluation.Source(
                  text(result, EvalJson.FILE, where),
                  0,
                  0,
                  speaker.isEmpty() ? Map.of() : Map.of(Evaluation.SPEAKER, speaker)),
              Evaluation.normalize(text(result, EvalJson.REFERENCE, where)),
              Evaluation.normalize(text(result, EvalJson.HYPOTHESIS, where))));
    }
    return new SavedEvaluation(root.path("model").asString(file.toString()), utterances);
  }

  private static String text(JsonNode result, String key, String where) throws EvaluationException {
    JsonNode value = result.get(key);
    if (value == null || !value.isString()) {
      throw new EvaluationException(
          where + ": \"" + key + "\": " + value + " (expected: a string)");
    }
    return value.stringValue();
  }
}
