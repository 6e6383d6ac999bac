package org.auricle.models.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import org.auricle.acoustic.onnx.family.GraphCompletion;
import org.auricle.acoustic.onnx.family.ImportSetting;
import org.auricle.acoustic.onnx.family.ModelClues;

/**
 * The files of a foreign model: the ONNX file, its tokens, and the JSON that Hugging Face and
 * onnx-asr lay beside it. Not thread-safe.
 */
public final class ForeignFiles implements AutoCloseable {
  /** Where tokens usually stand, the most telling first. */
  private static final List<String> TOKEN_FILES =
      List.of("tokens.txt", "vocab.txt", "vocab.json", "units.txt");

  private static final List<String> CONFIG_FILES =
      List.of("config.json", "preprocessor_config.json");

  /** Where T-one's config.json lists its tokens. */
  private static final String CONFIG_TOKENS = "decoder_params.vocabulary";

  private static final String DEFAULT_MODEL = "model.onnx";

  private final Path model;
  private final Optional<Path> tokens;
  private Optional<Path> completed = Optional.empty();
  private List<String> computedInputs = List.of();

  private ForeignFiles(Path model, Optional<Path> tokens) {
    this.model = model;
    this.tokens = tokens;
  }

  /**
   * Finds the files.
   *
   * @param path an ONNX file, or a folder that holds one
   * @throws ForeignModelException if there is no model, or it is not clear which
   */
  public static ForeignFiles find(Path path) throws IOException {
    return new ForeignFiles(model(path), Optional.empty());
  }

  /**
   * Finds the files, with tokens that lie elsewhere, or bear an unusual name.
   *
   * @param path an ONNX file, or a folder that holds one
   * @param tokens the list of tokens
   * @throws ForeignModelException if there is no model, or it is not clear which
   */
  public static ForeignFiles find(Path path, Path tokens) throws IOException {
    return new ForeignFiles(model(path), Optional.of(tokens));
  }

  private static Path model(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return path;
    }
    for (Path folder : List.of(path, path.resolve("onnx"))) {
      List<Path> models = onnxFiles(folder);
      if (models.size() == 1) {
        return models.get(0);
      }
      if (models.contains(folder.resolve(DEFAULT_MODEL))) {
        return folder.resolve(DEFAULT_MODEL);
      }
      if (!models.isEmpty()) {
        throw new ForeignModelException(
            path.toString(),
            models.stream().map(m -> m.getFileName().toString()).toList()
                + " (expected: one of them named, which must be a CTC model)");
      }
    }
    throw new ForeignModelException(path.toString(), "no .onnx file (expected: one)");
  }

  private static List<Path> onnxFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
    }
  }

  /** The ONNX file as it was found. */
  public Path model() {
    return model;
  }

  /** The ONNX file to run: another than {@link #model()} if {@link #clues} had to complete it. */
  public Path runnable() {
    return completed.orElse(model);
  }

  /** Inputs of the model that its completed form computes itself. */
  public List<String> computedInputs() {
    return computedInputs;
  }

  /** Deletes a completed model. */
  @Override
  public void close() throws IOException {
    if (completed.isPresent()) {
      Files.deleteIfExists(completed.get());
    }
  }

  /**
   * Reads all of them. A model that has inputs that {@link GraphCompletion} can compute is
   * completed first.
   *
   * @param stated what the user says over them
   * @throws ForeignModelException naming the file that cannot be used, and where in it
   */
  public ModelClues clues(Map<ImportSetting, String> stated) throws IOException {
    OnnxModelInfo info = completed(OnnxModelInfo.read(model));
    Map<String, String> config = new HashMap<>();
    for (String name : CONFIG_FILES) {
      Optional<Path> file = beside(name);
      if (file.isPresent()) {
        config.putAll(FlatJson.read(file.get()));
      }
    }
    List<String> symbols = symbols(config);
    String from = tokensFile().map(f -> f.getFileName().toString()).orElse(CONFIG_FILES.get(0));
    return new ModelClues(
        model.toString(), info, config, symbols, symbols.isEmpty() ? "" : from, stated);
  }

  private OnnxModelInfo completed(OnnxModelInfo info) throws IOException {
    Path target = Files.createTempFile("auricle", ".onnx");
    completed = Optional.of(target);
    computedInputs = GraphCompletion.complete(info, target);
    if (computedInputs.isEmpty()) {
      close();
      completed = Optional.empty();
      return info;
    }
    return OnnxModelInfo.read(target, model.toString());
  }

  /** The file that the tokens are taken from, if there is one. */
  public Optional<Path> tokensFile() {
    return tokens.or(() -> TOKEN_FILES.stream().flatMap(n -> beside(n).stream()).findFirst());
  }

  private List<String> symbols(Map<String, String> config) throws IOException {
    Optional<Path> file = tokensFile();
    if (file.isPresent()) {
      return Vocabulary.read(file.get());
    }
    List<String> listed = new ArrayList<>();
    while (config.containsKey(CONFIG_TOKENS + "." + listed.size())) {
      listed.add(config.get(CONFIG_TOKENS + "." + listed.size()));
    }
    return Vocabulary.requireOneLine(beside(CONFIG_FILES.get(0)).orElse(model), listed);
  }

  /** A file in the model's folder, or in the one above if that is "onnx". */
  private Optional<Path> beside(String name) {
    Path folder = model.toAbsolutePath().normalize().getParent();
    List<Path> places = new ArrayList<>(List.of(folder));
    if (folder.endsWith("onnx") && folder.getParent() != null) {
      places.add(folder.getParent());
    }
    return places.stream().map(p -> p.resolve(name)).filter(Files::isRegularFile).findFirst();
  }
}
