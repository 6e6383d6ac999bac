package org.auricle.models.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.onnx.OnnxLstmReader;
import org.auricle.acoustic.onnx.OnnxMetadata;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.models.ModelBundle;
import org.auricle.models.PyTorchWeights;
import org.auricle.models.Safetensors;

/**
 * A bidirectional LSTM from PyTorch or from an ONNX file, to be run natively: its weights, and what
 * else a bundle needs, from the file itself if we wrote it, else from a bundle that is like it.
 *
 * @param weights of the network
 * @param features that it was trained on
 * @param tokens that it emits
 */
public record NativeModel(BiLstmWeights weights, FeatureOptions features, TokenTable tokens) {
  private static final String SAFETENSORS = ".safetensors";

  /** What blanks are called, the most telling first. */
  private static final List<String> BLANKS = List.of("<blk>", "<eps>", "<blank>", "<pad>", "[pad]");

  /** What the user says. */
  public record Stated(Optional<ModelBundle> like, Optional<Path> tokens, Optional<String> blank) {}

  /** Whether a file can only be weights. */
  public static boolean isWeights(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(SAFETENSORS);
  }

  /**
   * Reads a file.
   *
   * @param file safetensors by PyTorch, or ONNX
   * @param stated goes before what the file says
   * @throws IOException if the file cannot be read or is of another network
   * @throws ForeignModelException naming what is not known, or does not fit, and how to state it
   */
  public static NativeModel read(Path file, Stated stated) throws IOException {
    BiLstmWeights weights;
    Map<String, String> words;
    if (isWeights(file)) {
      byte[] bytes = Files.readAllBytes(file);
      weights = PyTorchWeights.read(bytes, file.toString());
      words = Safetensors.readMetadata(bytes, file.toString());
    } else {
      weights = OnnxLstmReader.read(file);
      words = OnnxModelInfo.read(file).metadata();
    }
    Optional<OnnxMetadata> metadata;
    try {
      metadata = OnnxMetadata.read(words);
    } catch (IllegalArgumentException e) {
      throw new ForeignModelException(file.toString(), "metadata: " + e.getMessage());
    }
    FeatureOptions features =
        stated
            .like()
            .map(b -> b.manifest().features())
            .or(() -> metadata.map(OnnxMetadata::features))
            .orElseThrow(
                () ->
                    new ForeignModelException(
                        file.toString(),
                        "does not say what features it takes (expected: --like BUNDLE, whose"
                            + " features it was trained on)"));
    Optional<TokenTable> known =
        stated.like().map(ModelBundle::tokens).or(() -> metadata.map(OnnxMetadata::tokens));
    NativeModel model = new NativeModel(weights, features, tokens(file, stated, known));
    model.check(file);
    return model;
  }

  private static TokenTable tokens(Path file, Stated stated, Optional<TokenTable> known)
      throws IOException {
    if (stated.tokens().isEmpty()) {
      TokenTable table =
          known.orElseThrow(
              () ->
                  new ForeignModelException(
                      file.toString(), "does not say its tokens (expected: --tokens FILE)"));
      return stated.blank().isEmpty()
          ? table
          : new TokenTable(table.symbols(), id(file, stated.blank().get(), table.symbols()));
    }
    List<String> symbols = Vocabulary.read(stated.tokens().get());
    Optional<String> blank =
        stated
            .blank()
            .or(() -> known.map(t -> t.symbol(t.blank())).filter(symbols::contains))
            .or(() -> symbols.stream().filter(NativeModel::isBlank).findFirst());
    if (blank.isEmpty()) {
      throw new ForeignModelException(
          stated.tokens().get().toString(),
          "none of " + BLANKS + " among the tokens (expected: --blank TOKEN)");
    }
    try {
      return new TokenTable(symbols, id(file, blank.get(), symbols));
    } catch (IllegalArgumentException e) {
      throw new ForeignModelException(stated.tokens().get().toString(), e.getMessage());
    }
  }

  private static boolean isBlank(String symbol) {
    return BLANKS.contains(symbol.toLowerCase(Locale.ROOT));
  }

  private static int id(Path file, String blank, List<String> symbols)
      throws ForeignModelException {
    int named = symbols.indexOf(blank);
    if (named >= 0) {
      return named;
    }
    if (blank.matches("[0-9]{1,6}") && Integer.parseInt(blank) < symbols.size()) {
      return Integer.parseInt(blank);
    }
    throw new ForeignModelException(
        file.toString(),
        "blank " + blank + " (expected: one of its " + symbols.size() + " tokens, or its id)");
  }

  private void check(Path file) throws ForeignModelException {
    if (weights.config().inputDim() != features.dim()) {
      throw new ForeignModelException(
          file.toString(),
          "takes "
              + weights.config().inputDim()
              + " values a frame (expected: "
              + features.dim()
              + ", as the features have)");
    }
    if (weights.config().tokens() != tokens.size()) {
      throw new ForeignModelException(
          file.toString(),
          "emits "
              + weights.config().tokens()
              + " tokens (expected: "
              + tokens.size()
              + ", as the list has)");
    }
  }
}
