package org.auricle.acoustic.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.onnx.proto.GraphProto;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.NodeProto;
import org.auricle.acoustic.onnx.proto.ValueInfoProto;

/**
 * Takes the weights out of an ONNX model that is a stack of bidirectional LSTMs with a dense layer
 * on top: our own exports in every form, and what {@code torch.onnx.export} makes of {@code
 * nn.LSTM} and {@code nn.Linear}. Between the operators only such stand that move values about; a
 * model with anything else is refused, since its weights alone would not compute the same.
 */
public final class OnnxLstmReader {
  private static final Set<String> LSTMS = Set.of("LSTM", "DynamicQuantizeLSTM");

  /** Operators that move values about and change none. */
  private static final Set<String> MOVES =
      Set.of(
          "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Identity", "Dropout", "Cast", "Flatten");

  private final String model; // for messages
  private final ModelProto proto;
  private final GraphConstants constants;

  private OnnxLstmReader(Path file, ModelProto proto) {
    this.model = file.toString();
    this.proto = proto;
    this.constants = new GraphConstants(proto.getGraph(), model, new TensorReader(file));
  }

  /**
   * Reads a model.
   *
   * @throws OnnxModelException naming the node or tensor, what was found and what was expected
   */
  public static BiLstmWeights read(Path file) {
    OnnxModelInfo.read(file); // weights lie in the file or beside it, or it says so
    ModelProto proto = new OnnxModelReader(file, file.toString()).parse();
    try {
      return new OnnxLstmReader(file, proto).weights();
    } catch (IndexOutOfBoundsException | NoSuchElementException e) {
      throw new OnnxModelException(
          file.toString(), "", "a node has fewer inputs than its operator takes", e);
    }
  }

  private BiLstmWeights weights() {
    GraphProto graph = proto.getGraph();
    OnnxDense.Layer dense = dense(graph);
    List<LstmNode> layers = layers(dense.input());
    LstmNode first = layers.get(0);
    BiLstmConfig config;
    try {
      config = new BiLstmConfig(first.inputs(), layers.size(), first.hidden(), dense.bias().length);
    } catch (IllegalArgumentException e) {
      throw new OnnxModelException(model, "", e.getMessage(), e);
    }
    Map<String, float[]> tensors = new LinkedHashMap<>();
    for (int l = 0; l < layers.size(); l++) {
      LstmNode layer = layers.get(l);
      if (layer.hidden() != config.hidden() || layer.inputs() != config.layerInput(l)) {
        throw new OnnxModelException(
            model,
            layer.describe(),
            layer.inputs() + " inputs, " + layer.hidden() + " units",
            config.layerInput(l) + " inputs, " + config.hidden() + " units as the first layer");
      }
      tensors.putAll(layer.tensors(l));
    }
    tensors.put("output.weight", dense.weight());
    tensors.put("output.bias", dense.bias());
    try {
      return new BiLstmWeights(config, tensors);
    } catch (IllegalArgumentException e) {
      throw new OnnxModelException(model, "", e.getMessage(), e);
    }
  }

  /** The dense layer behind the first output that has one. */
  private OnnxDense.Layer dense(GraphProto graph) {
    OnnxDense reader = new OnnxDense(model, constants, this::skipMoves);
    List<String> problems = new ArrayList<>();
    for (ValueInfoProto output : graph.getOutputList()) {
      Optional<OnnxDense.Layer> layer = reader.find(output.getName());
      if (layer.isPresent()) {
        return layer.get();
      }
      problems.add(output.getName());
    }
    throw new OnnxModelException(
        model,
        "output " + String.join(", ", problems),
        "not a dense layer (MatMul or Gemm, with or without LogSoftmax)",
        "one that takes the output of an LSTM");
  }

  /** LSTMs from the one that gives a value back to the input. */
  private List<LstmNode> layers(String last) {
    List<LstmNode> layers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String value = last;
    while (true) {
      String origin = skipMoves(value);
      Optional<NodeProto> producer = constants.producer(origin);
      if (producer.isPresent() && LSTMS.contains(producer.get().getOpType())) {
        NodeProto node = producer.get();
        if (!origin.equals(node.getOutput(0)) || !seen.add(origin)) {
          throw new OnnxModelException(
              model, OnnxNodes.describe(node), "its output " + origin, "Y, all steps, used once");
        }
        layers.add(0, LstmNode.of(model, node, constants));
        value = node.getInput(0);
      } else {
        requireEnd(layers, producer);
        return layers;
      }
    }
  }

  private void requireEnd(List<LstmNode> layers, Optional<NodeProto> producer) {
    String where = producer.map(OnnxNodes::describe).orElse("");
    if (layers.isEmpty()) {
      throw new OnnxModelException(
          model, where, "no LSTM before the dense layer", "bidirectional LSTMs");
    }
    if (producer.isPresent() && !isOurFrontEnd()) {
      throw new OnnxModelException(
          model,
          where,
          "computes what the first LSTM takes",
          "the model's input, moved about at most");
    }
  }

  /** Our models that take samples compute the features themselves, as the native engine does. */
  private boolean isOurFrontEnd() {
    try {
      return OnnxMetadata.read(proto).filter(m -> m.form() == OnnxForm.WAVEFORM).isPresent();
    } catch (IllegalArgumentException e) {
      throw new OnnxModelException(model, "metadata", e.getMessage(), e);
    }
  }

  /** The value before operators that only move values about. */
  private String skipMoves(String value) {
    String name = value;
    Optional<NodeProto> producer = constants.producer(name);
    for (int i = 0; producer.isPresent() && MOVES.contains(producer.get().getOpType()); i++) {
      if (i > proto.getGraph().getNodeCount()) {
        throw new OnnxModelException(model, "node " + name, "a loop", "a graph without");
      }
      name = producer.get().getInput(0);
      producer = constants.producer(name);
    }
    return name;
  }
}
