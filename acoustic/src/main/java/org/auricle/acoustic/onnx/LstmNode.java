package org.auricle.acoustic.onnx;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.auricle.acoustic.onnx.proto.AttributeProto;
import org.auricle.acoustic.onnx.proto.NodeProto;

/** A bidirectional LSTM operator with its weights. */
final class LstmNode {
  private static final int GATES = 4;
  private static final Set<String> MAKES_STATE =
      Set.of("Slice", "Expand", "Identity", "Concat", "Unsqueeze", "Squeeze", "Cast", "Reshape");

  private final String model; // for messages
  private final NodeProto node;
  private final GraphConstants constants;
  private final int hidden;
  private final ConstantTensor inputWeights; // [2 x 4 hidden x inputs], i o f c
  private final ConstantTensor hiddenWeights; // [2 x 4 hidden x hidden]
  private final float[] bias; // [2 x 8 hidden]

  private LstmNode(String model, NodeProto node, GraphConstants constants) {
    this.model = model;
    this.node = node;
    this.constants = constants;
    hidden = OnnxNodes.integer(node, "hidden_size", 0);
    checkAttributes();
    inputWeights = weights(1, 8);
    hiddenWeights = weights(2, 10);
    requireShape("W", inputWeights, 2, GATES * hidden, inputs());
    requireShape("R", hiddenWeights, 2, GATES * hidden, hidden);
    String biasName = OnnxNodes.input(node, 3);
    ConstantTensor b =
        biasName.isEmpty()
            ? new ConstantTensor(new int[] {2, 2 * GATES * hidden}, new float[4 * GATES * hidden])
            : constants.require(biasName, describe());
    requireShape("B", b, 2, 2 * GATES * hidden);
    bias = b.values();
    for (int state = 5; state <= 6; state++) {
      requireZeroState(OnnxNodes.input(node, state));
    }
    require(OnnxNodes.input(node, 7).isEmpty(), "peepholes", "none");
  }

  /** Reads a node's weights and refuses what our layers do not compute. */
  static LstmNode of(String model, NodeProto node, GraphConstants constants) {
    return new LstmNode(model, node, constants);
  }

  private void checkAttributes() {
    String direction = OnnxNodes.text(node, "direction", "forward");
    require(direction.equals("bidirectional"), "direction " + direction, "bidirectional");
    require(hidden >= 1, "hidden_size " + hidden, "1 or more");
    require(OnnxNodes.attribute(node, "clip").isEmpty(), "a clip", "none");
    require(OnnxNodes.integer(node, "input_forget", 0) == 0, "input_forget", "0");
    Optional<AttributeProto> activations = OnnxNodes.attribute(node, "activations");
    if (activations.isPresent()) {
      String names =
          activations.get().getStringsList().stream()
              .map(s -> s.toStringUtf8())
              .toList()
              .toString();
      require(
          names.equals("[Sigmoid, Tanh, Tanh, Sigmoid, Tanh, Tanh]"),
          "activations " + names,
          "Sigmoid, Tanh, Tanh twice");
    }
  }

  /** Floats as they are; integers [2 x inputs x 4 hidden] with their scales. */
  private ConstantTensor weights(int input, int scaleInput) {
    ConstantTensor tensor = constants.require(node.getInput(input), describe());
    if (node.getOpType().equals("LSTM")) {
      require(tensor.rank() == 3, "weights of rank " + tensor.rank(), "3");
      return tensor;
    }
    ConstantTensor scales = constants.require(node.getInput(scaleInput), describe());
    ConstantTensor zeros = constants.require(node.getInput(scaleInput + 1), describe());
    require(GraphConstants.isZero(zeros), "zero points other than 0", "signed weights");
    require(tensor.rank() == 3, "weights of rank " + tensor.rank(), "3");
    ConstantTensor rows = tensor.transposed(0, 2, 1); // [2 x 4 hidden x inputs]
    int[] shape = rows.shape();
    int perDirection =
        scales.values().length == 2 ? shape[1] : 1; // one scale a direction, or a row
    float[] spread = new float[shape[0] * shape[1]];
    for (int i = 0; i < spread.length; i++) {
      spread[i] = scales.values()[i / perDirection];
    }
    return rows.reshaped(shape[0] * shape[1], shape[2])
        .scaled(ConstantTensor.vector(spread), 0)
        .reshaped(shape);
  }

  private void requireZeroState(String name) {
    String value = name;
    while (!value.isEmpty()) {
      Optional<ConstantTensor> constant = constants.get(value);
      if (constant.isPresent()) {
        require(GraphConstants.isZero(constant.get()), "initial state " + name, "zeros");
        return;
      }
      Optional<NodeProto> producer = constants.producer(value);
      if (producer.isPresent() && producer.get().getOpType().equals("ConstantOfShape")) {
        boolean zero =
            OnnxNodes.attribute(producer.get(), "value")
                .map(a -> GraphConstants.isZero(constants.read(a.getT())))
                .orElse(true);
        require(zero, "initial state " + name, "zeros");
        return;
      }
      require(
          producer.isPresent() && MAKES_STATE.contains(producer.get().getOpType()),
          "initial state " + name,
          "none, or zeros");
      value = producer.get().getInput(0);
    }
  }

  private void requireShape(String what, ConstantTensor tensor, int... expected) {
    require(
        Arrays.equals(tensor.shape(), expected),
        what + " of shape " + Arrays.toString(tensor.shape()),
        Arrays.toString(expected));
  }

  private void require(boolean holds, String found, String expected) {
    if (!holds) {
      throw new OnnxModelException(model, describe(), found, expected);
    }
  }

  String describe() {
    return OnnxNodes.describe(node);
  }

  int hidden() {
    return hidden;
  }

  int inputs() {
    return inputWeights.shape()[2];
  }

  /** Our tensors of layer l, by name. */
  Map<String, float[]> tensors(int l) {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    int rows = GATES * hidden;
    for (int d = 0; d < 2; d++) {
      String suffix = "_l" + l + (d == 0 ? "" : "_reverse");
      tensors.put(
          "lstm.weight_ih" + suffix,
          GateOrder.LSTM.fromOnnx(inputWeights.values(), d * rows * inputs(), hidden, inputs()));
      tensors.put(
          "lstm.weight_hh" + suffix,
          GateOrder.LSTM.fromOnnx(hiddenWeights.values(), d * rows * hidden, hidden, hidden));
      float[] sum = GateOrder.LSTM.fromOnnx(bias, d * 2 * rows, hidden, 1);
      float[] recurrent = GateOrder.LSTM.fromOnnx(bias, d * 2 * rows + rows, hidden, 1);
      for (int i = 0; i < rows; i++) {
        sum[i] += recurrent[i];
      }
      tensors.put("lstm.bias_ih" + suffix, sum);
    }
    return tensors;
  }
}
