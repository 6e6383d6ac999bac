package org.auricle.acoustic.onnx.family;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.auricle.acoustic.onnx.OnnxModelInfo;

/**
 * All there is to go by.
 *
 * @param name of the model, for messages
 * @param model what the file says about itself
 * @param config scalars of the JSON files beside it, by dotted path; arrays of numbers as JSON
 * @param symbols its tokens as their file lists them, id = position; empty if there is no such file
 * @param symbolsFile that file's name, for people; empty if there is none
 * @param stated what the user says, which goes before everything else
 */
public record ModelClues(
    String name,
    OnnxModelInfo model,
    Map<String, String> config,
    List<String> symbols,
    String symbolsFile,
    Map<ImportSetting, String> stated) {

  /** Copies what can be changed. */
  public ModelClues {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(model, "model");
    config = Map.copyOf(config);
    symbols = List.copyOf(symbols);
    Objects.requireNonNull(symbolsFile, "symbolsFile");
    stated = Map.copyOf(stated);
  }

  /** A model that must speak for itself. */
  public static ModelClues of(OnnxModelInfo model) {
    return new ModelClues(model.file().toString(), model, Map.of(), List.of(), "", Map.of());
  }

  /** A value of the model's own metadata. */
  Optional<String> metadata(String key) {
    return Optional.ofNullable(model.metadata().get(key));
  }

  /** A value of a file beside the model. */
  Optional<String> config(String key) {
    return Optional.ofNullable(config.get(key));
  }

  boolean hasInput(String name) {
    return model.inputs().stream().anyMatch(t -> t.name().equals(name));
  }

  boolean hasOutput(String name) {
    return model.outputs().stream().anyMatch(t -> t.name().equals(name));
  }
}
