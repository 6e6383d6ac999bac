package org.auricle.acoustic.onnx;

import java.util.ArrayList;
import java.util.List;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.engine.nn.CellOptions;

/**
 * The network's part of a graph: LSTM layers, dense layer, log-softmax. Between the layers time
 * comes first, as the LSTM operator wants it.
 */
final class NetworkGraph {
  /** Domain of the operators that only ONNX Runtime has. */
  static final String MICROSOFT = "com.microsoft";

  private final GraphBuilder graph;
  private final BiLstmWeights weights;
  private final BiLstmConfig config;
  private final OnnxQuantization quantization;
  private final CellOptions cell;
  private final GateOrder order;
  private final int gateRows; // of one direction, in ONNX

  /**
   * A graph of these weights.
   *
   * @throws OnnxExportException if no operator computes the network's cell
   */
  NetworkGraph(GraphBuilder graph, BiLstmWeights weights, OnnxQuantization quantization) {
    this.graph = graph;
    this.weights = weights;
    this.config = weights.config();
    this.quantization = quantization;
    cell = config.cell();
    order = GateOrder.of(cell);
    gateRows = order.blocks() * config.hidden();
    if (cell.projection() > 0 || cell.layerNorm()) {
      throw new OnnxExportException(
          "cell: "
              + cell.describe()
              + " (expected: one without projection and normalisation,"
              + " which ONNX's LSTM and GRU do not have)");
    }
    if (isGru() && quantization == OnnxQuantization.DYNAMIC) {
      throw new OnnxExportException(
          "quantization: dynamic of a GRU (expected: none or weights, since ONNX Runtime has"
              + " DynamicQuantizeLSTM alone)");
    }
  }

  private boolean isGru() {
    return cell.type() == CellOptions.Type.GRU;
  }

  /**
   * Adds the nodes.
   *
   * @param features name of the input, [batch x time x dim]
   * @param lengths name of the valid frames of each utterance, int64 [batch], at least 1
   * @param output name of the log-posteriors, [batch x time x tokens]
   */
  void add(String features, String lengths, String output) {
    String steps = graph.cast("sequence_lengths", lengths, DataType.INT32);
    String values = graph.transpose("lstm0_input", features, 1L, 0L, 2L);
    for (int l = 0; l < config.layers(); l++) {
      String y = lstm(l, values, steps); // [time x 2 x batch x hidden]
      boolean last = l == config.layers() - 1;
      String swapped =
          last
              ? graph.transpose("lstm" + l + "_batch_first", y, 2L, 0L, 1L, 3L)
              : graph.transpose("lstm" + l + "_directions_last", y, 0L, 2L, 1L, 3L);
      values = graph.reshape(last ? "hidden" : "lstm" + (l + 1) + "_input", swapped, 0, 0, -1);
    }
    String logits = dense(values);
    graph.node("LogSoftmax", output, List.of(logits), n -> n.set("axis", -1));
  }

  private String lstm(int layer, String x, String steps) {
    String name = "lstm" + layer;
    int rows = gateRows;
    int inputs = config.layerInput(layer);
    float[] w = bothDirections(layer, "weight_ih", inputs);
    float[] r = bothDirections(layer, "weight_hh", config.hidden());
    String b = graph.floats(name + "_bias", bias(layer), 2, 2L * rows);
    String peepholes = cell.peepholes() ? peepholes(layer) : "";
    if (quantization == OnnxQuantization.DYNAMIC) {
      return dynamicLstm(name, x, w, r, b, steps, peepholes, inputs);
    }
    List<String> operands =
        new ArrayList<>(
            List.of(
                x,
                weight(name + "_weight_ih", w, 2, rows, inputs),
                weight(name + "_weight_hh", r, 2, rows, config.hidden()),
                b,
                steps));
    if (!peepholes.isEmpty()) {
      operands.addAll(List.of("", "", peepholes)); // no initial states
    }
    return graph.node(isGru() ? "GRU" : "LSTM", name, operands, this::attributes);
  }

  private void attributes(GraphBuilder.Node node) {
    node.set("direction", "bidirectional").set("hidden_size", config.hidden());
    if (cell.coupledGates()) {
      node.set("input_forget", 1);
    }
    if (isGru()) {
      node.set("linear_before_reset", 1);
    }
  }

  /** [2 x 3 hidden] of i, o, f; we have i, f, o, or i, o where f is coupled. */
  private String peepholes(int layer) {
    int hidden = config.hidden();
    int gates = cell.coupledGates() ? 2 : 3;
    float[] both = new float[2 * 3 * hidden];
    for (int d = 0; d < 2; d++) {
      float[] ours = tensor("weight_peephole", layer, d == 0 ? "" : "_reverse");
      int at = d * 3 * hidden;
      System.arraycopy(ours, 0, both, at, hidden);
      System.arraycopy(ours, (gates - 1) * hidden, both, at + hidden, hidden);
      if (gates == 3) {
        System.arraycopy(ours, hidden, both, at + 2 * hidden, hidden);
      }
    }
    return graph.floats("lstm" + layer + "_peepholes", both, 2, 3L * hidden);
  }

  private String dynamicLstm(
      String name,
      String x,
      float[] w,
      float[] r,
      String b,
      String steps,
      String peepholes,
      int inputs) {
    List<String> ih = dynamicWeight(name + "_weight_ih", w, inputs);
    List<String> hh = dynamicWeight(name + "_weight_hh", r, config.hidden());
    return graph.node(
        "DynamicQuantizeLSTM",
        name,
        List.of(
            x, ih.get(0), hh.get(0), b, steps, "", "", peepholes, // no initial states
            ih.get(1), ih.get(2), hh.get(1), hh.get(2)),
        n -> attributes(n.domain(MICROSOFT)));
  }

  /** Values [2 x inputs x 4 hidden], scales and zero points [2 x 4 hidden]. */
  private List<String> dynamicWeight(String name, float[] matrix, int inputs) {
    int rows = gateRows;
    Int8Matrix rounded = Int8Matrix.of(matrix, 2 * rows, inputs);
    byte[] values = new byte[2 * rows * inputs];
    for (int d = 0; d < 2; d++) {
      System.arraycopy(
          rounded.transposed(d * rows, rows), 0, values, d * rows * inputs, rows * inputs);
    }
    return List.of(
        graph.int8(name + "_int8", values, 2, inputs, rows),
        graph.floats(name + "_scale", rounded.scales(), 2, rows),
        graph.int8(name + "_zero_point", new byte[2 * rows], 2, rows));
  }

  /** A matrix as it is, or dequantised; its last dimension is the columns. */
  private String weight(String name, float[] matrix, long... shape) {
    if (quantization == OnnxQuantization.NONE) {
      return graph.floats(name, matrix, shape);
    }
    int columns = (int) shape[shape.length - 1];
    int rows = matrix.length / columns;
    Int8Matrix rounded = Int8Matrix.of(matrix, rows, columns);
    String flat =
        graph.node(
            "DequantizeLinear",
            shape.length == 2 ? name : name + "_rows",
            List.of(
                graph.int8(name + "_int8", rounded.values(), rows, columns),
                graph.floats(name + "_scale", rounded.scales(), rows)),
            n -> n.set("axis", 0));
    return shape.length == 2 ? flat : graph.reshape(name, flat, shape);
  }

  /** Hidden values [batch x time x 2 hidden] to logits. */
  private String dense(String hidden) {
    float[] matrix = weights.get("output.weight"); // [tokens x 2 hidden]
    int columns = 2 * config.hidden();
    String product =
        quantization == OnnxQuantization.DYNAMIC
            ? dynamicProduct(hidden, Int8Matrix.of(matrix, config.tokens(), columns))
            : graph.node(
                "MatMul",
                "output_product",
                List.of(
                    hidden,
                    graph.transpose(
                        "output_weight_transposed",
                        weight("output_weight", matrix, config.tokens(), columns),
                        1L,
                        0L)));
    String bias = graph.floats("output_bias", weights.get("output.bias"), config.tokens());
    return graph.node("Add", "logits", List.of(product, bias));
  }

  private String dynamicProduct(String hidden, Int8Matrix rounded) {
    graph.node(
        "DynamicQuantizeLinear",
        List.of("hidden_uint8", "hidden_scale", "hidden_zero_point"),
        List.of(hidden),
        n -> {});
    String values =
        graph.int8(
            "output_weight_int8",
            rounded.transposed(0, rounded.rows()),
            rounded.columns(),
            rounded.rows());
    String integers =
        graph.node(
            "MatMulInteger",
            "output_product_int32",
            List.of("hidden_uint8", values, "hidden_zero_point"));
    String scale =
        graph.node(
            "Mul",
            "output_scale",
            List.of(
                "hidden_scale",
                graph.floats("output_weight_scale", rounded.scales(), rounded.rows())));
    return graph.node(
        "Mul",
        "output_product",
        List.of(graph.cast("output_product_float", integers, DataType.FLOAT), scale));
  }

  private float[] bothDirections(int layer, String kind, int columns) {
    int size = gateRows * columns;
    float[] both = new float[2 * size];
    order.toOnnx(tensor(kind, layer, ""), config.hidden(), columns, both, 0);
    order.toOnnx(tensor(kind, layer, "_reverse"), config.hidden(), columns, both, size);
    return both;
  }

  /** The operators add two biases, of which the second is 0 here but for the GRU's new values. */
  private float[] bias(int layer) {
    int rows = gateRows;
    float[] both = new float[4 * rows];
    for (int d = 0; d < 2; d++) {
      String direction = d == 0 ? "" : "_reverse";
      order.toOnnx(tensor("bias_ih", layer, direction), config.hidden(), 1, both, 2 * d * rows);
      if (isGru()) {
        float[] fresh = tensor("bias_hn", layer, direction);
        System.arraycopy(fresh, 0, both, (2 * d + 2) * rows - config.hidden(), config.hidden());
      }
    }
    return both;
  }

  private float[] tensor(String kind, int layer, String direction) {
    return weights.get("lstm." + kind + "_l" + layer + direction);
  }
}
