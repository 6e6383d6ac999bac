package org.auricle.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.auricle.acoustic.onnx.OnnxLanguageModelExporter;
import org.auricle.decoder.lm.lstm.LstmLanguageModel;
import org.auricle.decoder.lm.lstm.LstmLmConfig;
import org.auricle.decoder.lm.lstm.LstmLmWeights;
import org.auricle.decoder.lm.lstm.SymbolTable;

/**
 * An LSTM language model as a file of safetensors: weights named and laid out as in PyTorch, with
 * one bias a layer; symbols and level in the metadata. Sizes follow from the shapes.
 */
public final class LstmLmFile {
  private static final String FORMAT = "format";
  private static final String FORMAT_VALUE = "auricle-lstm-lm-1";
  private static final String LEVEL = "level";
  private static final String SYMBOLS = "symbols"; // one a line, id = line

  private LstmLmFile() {}

  /**
   * Writes a model.
   *
   * @param type how weights are stored
   */
  public static byte[] write(LstmLanguageModel model, TensorType type) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (LstmLmWeights.Tensor tensor : model.weights().tensors()) {
      tensors.put(tensor.name(), new Tensor(tensor.shape(), tensor.values()));
    }
    return Safetensors.write(tensors, type, metadata(model.symbols()));
  }

  /** The model for ONNX, see {@link OnnxLanguageModelExporter}; its metadata are the same. */
  public static byte[] onnx(LstmLanguageModel model) {
    LstmLmConfig config = model.weights().config();
    Map<String, float[]> tensors = new LinkedHashMap<>();
    model.weights().tensors().forEach(t -> tensors.put(t.name(), t.values()));
    return OnnxLanguageModelExporter.export(
            new OnnxLanguageModelExporter.Network(
                config.vocabulary(), config.embedding(), config.layers(), config.hidden(), tensors),
            metadata(model.symbols()))
        .toByteArray();
  }

  private static Map<String, String> metadata(SymbolTable symbols) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, FORMAT_VALUE);
    metadata.put(LEVEL, symbols.level().name().toLowerCase(Locale.ROOT));
    metadata.put(SYMBOLS, String.join("\n", symbols.symbols()));
    return metadata;
  }

  /** Whether a file's metadata say that it holds a language model. */
  public static boolean isLanguageModel(Map<String, String> metadata) {
    return FORMAT_VALUE.equals(metadata.get(FORMAT));
  }

  /**
   * Reads a model.
   *
   * @param source named in errors
   * @throws BundleException naming source, tensor, what was found and what was expected
   */
  public static LstmLanguageModel read(byte[] file, String source) throws BundleException {
    Map<String, String> metadata = Safetensors.readMetadata(file, source);
    if (!isLanguageModel(metadata)) {
      throw new BundleException(
          source,
          "no LSTM language model: metadata format: %s (expected: %s)"
              .formatted(metadata.get(FORMAT), FORMAT_VALUE));
    }
    Map<String, Tensor> tensors = Safetensors.read(file, source);
    try {
      SymbolTable symbols = symbols(metadata);
      LstmLmConfig config = config(tensors);
      return new LstmLanguageModel(symbols, weights(config, tensors));
    } catch (IllegalArgumentException e) {
      throw new BundleException(source, e.getMessage());
    }
  }

  private static SymbolTable symbols(Map<String, String> metadata) {
    String level = metadata.getOrDefault(LEVEL, "");
    if (!level.equals("word") && !level.equals("character")) {
      throw new IllegalArgumentException(
          "metadata level: " + level + " (expected: word or character)");
    }
    return new SymbolTable(
        SymbolTable.Level.valueOf(level.toUpperCase(Locale.ROOT)),
        Arrays.asList(metadata.getOrDefault(SYMBOLS, "").split("\n", -1)));
  }

  private static LstmLmConfig config(Map<String, Tensor> tensors) {
    int[] embedding = Tensor.matrix(tensors, "embedding.weight");
    int[] recurrent = Tensor.matrix(tensors, "lstm.weight_hh_l0");
    int layers = 1;
    while (tensors.containsKey("lstm.weight_hh_l" + layers)) {
      layers++;
    }
    return new LstmLmConfig(
        embedding[0], embedding[1], layers, recurrent[1], !tensors.containsKey("output.weight"));
  }

  private static LstmLmWeights weights(LstmLmConfig config, Map<String, Tensor> tensors) {
    Map<String, float[]> values = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> values.put(name, tensor.values()));
    LstmLmWeights weights = LstmLmWeights.of(config, values);
    List<String> unused = new ArrayList<>(values.keySet());
    for (LstmLmWeights.Tensor tensor : weights.tensors()) {
      unused.remove(tensor.name());
      tensors.get(tensor.name()).require(tensor.name(), tensor.shape());
    }
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException("tensors of no use: " + unused + " (expected: none)");
    }
    return weights;
  }
}
