package org.auricle.acoustic.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Layers of plain LSTMs as operators, for networks whose input and output are their own.
 *
 * @param graph that they become part of
 * @param prefix of all their names there
 * @param weights by name, such as lstm.weight_ih_l0, with gates in PyTorch's order
 * @param hidden units of each direction
 */
record LstmGraph(GraphBuilder graph, String prefix, Map<String, float[]> weights, int hidden) {
  private static final int GATES = 4;

  /**
   * Both directions.
   *
   * @param x name of the input, [time x batch x inputs]
   * @param inputs values of a row
   * @param steps name of the valid times, int32 [batch]
   * @return name of the output, [time x batch x 2 hidden], zeros beyond the valid times
   */
  String bidirectional(int layer, String x, int inputs, String steps) {
    String name = prefix + "lstm" + layer;
    List<String> operands = new ArrayList<>(operands(name, layer, x, inputs, "", "_reverse"));
    operands.add(steps);
    graph.node(
        "LSTM",
        name,
        operands,
        n -> n.set("direction", "bidirectional").set("hidden_size", hidden));
    String swapped = graph.transpose(name + "_directions_last", name, 0L, 2L, 1L, 3L);
    return graph.reshape(name + "_out", swapped, 0, 0, -1);
  }

  /**
   * The forward direction alone over whole sequences.
   *
   * @return names of the output [time x batch x hidden], and of its last row [batch x hidden]
   */
  List<String> forward(int layer, String x, int inputs) {
    String name = prefix + "lstm" + layer;
    graph.node(
        "LSTM",
        List.of(name, name + "_h"),
        operands(name, layer, x, inputs, ""),
        n -> n.set("hidden_size", hidden));
    return List.of(
        graph.node("Squeeze", name + "_out", List.of(name, graph.longs("direction_axis", 1))),
        graph.node("Squeeze", name + "_last", List.of(name + "_h", graph.longs("layer_axis", 0))));
  }

  private List<String> operands(
      String name, int layer, String x, int inputs, String... directions) {
    int rows = GATES * hidden;
    int count = directions.length;
    float[] ih = new float[count * rows * inputs];
    float[] hh = new float[count * rows * hidden];
    float[] bias = new float[count * 2 * rows]; // the operator's second bias is 0 here
    for (int d = 0; d < count; d++) {
      String suffix = "_l" + layer + directions[d];
      put("lstm.weight_ih" + suffix, inputs, ih, d * rows * inputs);
      put("lstm.weight_hh" + suffix, hidden, hh, d * rows * hidden);
      put("lstm.bias_ih" + suffix, 1, bias, d * 2 * rows);
    }
    return List.of(
        x,
        graph.floats(name + "_weight_ih", ih, count, rows, inputs),
        graph.floats(name + "_weight_hh", hh, count, rows, hidden),
        graph.floats(name + "_bias", bias, count, 2L * rows));
  }

  private void put(String name, int columns, float[] target, int offset) {
    GateOrder.LSTM.toOnnx(weights.get(name), hidden, columns, target, offset);
  }

  /**
   * y = W x + b over the last dimension.
   *
   * @param layer name of the weights, such as {@code output}
   */
  String affine(String x, String layer, int inputs, int outputs) {
    String name = prefix + layer;
    String weight = graph.floats(name + "_weight", weights.get(layer + ".weight"), outputs, inputs);
    String transposed = graph.transpose(name + "_weight_transposed", weight, 1L, 0L);
    String product = graph.node("MatMul", name + "_product", List.of(x, transposed));
    String bias = graph.floats(name + "_bias", weights.get(layer + ".bias"), outputs);
    return graph.node("Add", name, List.of(product, bias));
  }
}
