package org.auricle.acoustic.onnx;

import java.util.List;
import java.util.Map;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;

/**
 * An LSTM language model as ONNX: symbols and a state in, the distributions over each next symbol
 * and the state after them out. A sentence begins with the boundary symbol and a state of zeros.
 */
public final class OnnxLanguageModelExporter {
  /** Input: int64 [batch x time]. */
  public static final String SYMBOLS = "symbols";

  /** Input: h and c before, [layers x batch x hidden] each. */
  public static final List<String> STATE_IN = List.of("h_in", "c_in");

  /** Output: natural log, [batch x time x symbols]. */
  public static final String LOG_PROBS = "log_probs";

  /** Output: h and c after, [layers x batch x hidden] each. */
  public static final List<String> STATE_OUT = List.of("h_out", "c_out");

  private static final int GATES = 4;

  /**
   * What is exported.
   *
   * @param symbols V
   * @param embedding E
   * @param layers of LSTM
   * @param hidden H
   * @param tensors by name: embedding.weight [V x E], lstm.weight_ih_l0 [4H x I] and so on with
   *     gates in PyTorch's order, projection.weight [E x H] and projection.bias if H differs from
   *     E, output.weight [V x E] unless it is the embedding, output.bias [V]
   */
  public record Network(
      int symbols, int embedding, int layers, int hidden, Map<String, float[]> tensors) {}

  private final GraphBuilder graph = new GraphBuilder();
  private final Network network;

  private OnnxLanguageModelExporter(Network network) {
    this.network = network;
  }

  /**
   * The model.
   *
   * @param metadata goes into the file as {@code metadata_props}
   */
  public static ModelProto export(Network network, Map<String, String> metadata) {
    OnnxLanguageModelExporter exporter = new OnnxLanguageModelExporter(network);
    exporter.add();
    return OnnxExporter.model(
        exporter.graph, OnnxQuantization.NONE, metadata, "LSTM language model");
  }

  private void add() {
    String hidden = Integer.toString(network.hidden());
    String layers = Integer.toString(network.layers());
    graph.input(SYMBOLS, DataType.INT64, "ids, the last symbol first said first", "batch", "time");
    for (String state : STATE_IN) {
      graph.input(state, DataType.FLOAT, "zeros before a sentence", layers, "batch", hidden);
    }
    String embedding = floats("embedding.weight", network.symbols(), network.embedding());
    String timeFirst = graph.transpose("symbols_time_first", SYMBOLS, 1L, 0L);
    String x = graph.node("Gather", "embedded", List.of(embedding, timeFirst));
    x = layers(x);
    if (network.tensors().containsKey("projection.weight")) {
      x = affine(x, "projection", network.embedding(), network.hidden());
    }
    String logits = output(x);
    String batchFirst = graph.transpose("logits_batch_first", logits, 1L, 0L, 2L);
    graph.node("LogSoftmax", LOG_PROBS, List.of(batchFirst), n -> n.set("axis", -1));
    graph.output(
        LOG_PROBS,
        DataType.FLOAT,
        "natural log of the probability of each next symbol",
        "batch",
        "time",
        Integer.toString(network.symbols()));
    for (String state : STATE_OUT) {
      graph.output(state, DataType.FLOAT, "the state after the symbols", layers, "batch", hidden);
    }
  }

  /** Values [time x batch x E] through all layers to [time x batch x H]. */
  private String layers(String input) {
    String x = input;
    String[] h = new String[network.layers()];
    String[] c = new String[network.layers()];
    for (int l = 0; l < network.layers(); l++) {
      String name = "lstm" + l;
      int inputs = l == 0 ? network.embedding() : network.hidden();
      List<String> inputNames =
          List.of(
              x,
              gates("lstm.weight_ih_l" + l, inputs),
              gates("lstm.weight_hh_l" + l, network.hidden()),
              bias("lstm.bias_ih_l" + l),
              "",
              layer("h_in", l),
              layer("c_in", l));
      h[l] = name + "_h";
      c[l] = name + "_c";
      graph.node(
          "LSTM",
          List.of(name, h[l], c[l]),
          inputNames,
          n -> n.set("hidden_size", network.hidden()));
      x = graph.node("Squeeze", name + "_out", List.of(name, graph.longs("direction", 1)));
    }
    graph.node("Concat", STATE_OUT.get(0), List.of(h), n -> n.set("axis", 0));
    graph.node("Concat", STATE_OUT.get(1), List.of(c), n -> n.set("axis", 0));
    return x;
  }

  /** A layer's part of a state, [1 x batch x H]. */
  private String layer(String state, int l) {
    return graph.node(
        "Slice",
        state + "_" + l,
        List.of(
            state,
            graph.longs("layer" + l, l),
            graph.longs("layer" + (l + 1), l + 1),
            graph.longs("layer_axis", 0)));
  }

  private String gates(String name, int columns) {
    float[] values = new float[GATES * network.hidden() * columns];
    GateOrder.LSTM.toOnnx(tensor(name), network.hidden(), columns, values, 0);
    return graph.floats(name, values, 1, (long) GATES * network.hidden(), columns);
  }

  /** [1 x 8H]: the operator adds two biases, of which the second is 0 here. */
  private String bias(String name) {
    int rows = GATES * network.hidden();
    float[] both = new float[2 * rows];
    GateOrder.LSTM.toOnnx(tensor(name), network.hidden(), 1, both, 0);
    return graph.floats(name, both, 1, 2L * rows);
  }

  private String affine(String x, String name, int rows, int columns) {
    String transposed =
        graph.transpose(name + "_transposed", floats(name + ".weight", rows, columns), 1L, 0L);
    String product = graph.node("MatMul", name + "_product", List.of(x, transposed));
    return graph.node("Add", name, List.of(product, floats(name + ".bias", rows)));
  }

  /** A tied weight is written once. */
  private String output(String x) {
    if (network.tensors().containsKey("output.weight")) {
      return affine(x, "output", network.symbols(), network.embedding());
    }
    String transposed = graph.transpose("embedding_transposed", "embedding.weight", 1L, 0L);
    String product = graph.node("MatMul", "output_product", List.of(x, transposed));
    return graph.node("Add", "output", List.of(product, floats("output.bias", network.symbols())));
  }

  private String floats(String name, long... shape) {
    return graph.floats(name, tensor(name), shape);
  }

  private float[] tensor(String name) {
    return network.tensors().get(name);
  }
}
