package org.auricle.acoustic.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.acoustic.onnx.proto.AttributeProto;
import org.auricle.acoustic.onnx.proto.GraphProto;
import org.auricle.acoustic.onnx.proto.NodeProto;
import org.auricle.acoustic.onnx.proto.TensorProto;

/**
 * Values of a graph that do not depend on its inputs: initializers, constant nodes, and what
 * exporters compute from them to lay weights out. Not thread-safe.
 */
final class GraphConstants {
  private final String model; // for messages
  private final TensorReader reader;
  private final Map<String, TensorProto> initializers = new HashMap<>();
  private final Map<String, NodeProto> producers = new HashMap<>();
  private final Map<String, Optional<ConstantTensor>> known = new HashMap<>();

  GraphConstants(GraphProto graph, String model, TensorReader reader) {
    this.model = model;
    this.reader = reader;
    graph.getInitializerList().forEach(t -> initializers.put(t.getName(), t));
    for (NodeProto node : graph.getNodeList()) {
      node.getOutputList().forEach(output -> producers.put(output, node));
    }
  }

  /** The node that computes a value, unless it is an input or an initializer. */
  Optional<NodeProto> producer(String name) {
    return Optional.ofNullable(producers.get(name));
  }

  /** What an attribute holds. */
  ConstantTensor read(TensorProto tensor) {
    return reader.read(tensor);
  }

  /** The value, if it is constant. */
  Optional<ConstantTensor> get(String name) {
    if (!known.containsKey(name)) {
      known.put(name, Optional.empty()); // of a loop, which is no valid graph
      known.put(name, compute(name));
    }
    return known.get(name);
  }

  /** The value. */
  ConstantTensor require(String name, String where) {
    return get(name)
        .orElseThrow(
            () -> new OnnxModelException(model, where, name + " is computed", "a constant"));
  }

  private Optional<ConstantTensor> compute(String name) {
    if (initializers.containsKey(name)) {
      return Optional.of(reader.read(initializers.get(name)));
    }
    NodeProto node = producers.get(name);
    if (node == null) {
      return Optional.empty();
    }
    if (node.getOpType().equals("Constant")) {
      return constant(node);
    }
    for (String input : node.getInputList()) {
      if (!input.isEmpty() && get(input).isEmpty()) {
        return Optional.empty();
      }
    }
    try {
      return fold(node);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new OnnxModelException(model, OnnxNodes.describe(node), "cannot be computed", e);
    }
  }

  private Optional<ConstantTensor> constant(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      switch (attribute.getName()) {
        case "value":
          return Optional.of(reader.read(attribute.getT()));
        case "value_float":
          return Optional.of(new ConstantTensor(new int[0], new float[] {attribute.getF()}));
        case "value_int":
          return Optional.of(new ConstantTensor(new int[0], new float[] {attribute.getI()}));
        case "value_floats":
          return Optional.of(vector(attribute.getFloatsList()));
        case "value_ints":
          return Optional.of(vector(attribute.getIntsList()));
        default:
          break;
      }
    }
    return Optional.empty();
  }

  private static ConstantTensor vector(List<? extends Number> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return ConstantTensor.vector(floats);
  }

  private Optional<ConstantTensor> fold(NodeProto node) {
    ConstantTensor first = get(node.getInput(0)).orElseThrow();
    return switch (node.getOpType()) {
      case "Identity", "Cast" -> Optional.of(first);
      case "Transpose" -> Optional.of(first.transposed(permutation(node, first.rank())));
      case "Reshape" -> Optional.of(reshape(first, input(node, 1).integers()));
      case "Unsqueeze" -> Optional.of(unsqueeze(first, axes(node)));
      case "Squeeze" -> Optional.of(squeeze(first, axes(node)));
      case "Concat" -> Optional.of(concat(node));
      case "Slice" -> slice(node, first);
      case "DequantizeLinear" -> Optional.of(dequantize(node, first));
      default -> Optional.empty();
    };
  }

  private ConstantTensor input(NodeProto node, int index) {
    return get(node.getInput(index)).orElseThrow();
  }

  private static int[] permutation(NodeProto node, int rank) {
    List<Long> given = OnnxNodes.integers(node, "perm");
    int[] permutation = new int[rank];
    for (int d = 0; d < rank; d++) {
      permutation[d] = given.isEmpty() ? rank - 1 - d : given.get(d).intValue();
    }
    return permutation;
  }

  private static ConstantTensor reshape(ConstantTensor tensor, int[] wanted) {
    int[] shape = wanted.clone();
    int open = -1;
    int rest = 1;
    for (int d = 0; d < shape.length; d++) {
      shape[d] = shape[d] == 0 ? tensor.shape()[d] : shape[d];
      if (shape[d] == -1) {
        open = d;
      } else {
        rest *= shape[d];
      }
    }
    if (open >= 0) {
      shape[open] = tensor.values().length / Math.max(rest, 1);
    }
    return tensor.reshaped(shape);
  }

  /** Axes are an attribute before operator set 13, an input since. */
  private int[] axes(NodeProto node) {
    return node.getInputCount() > 1
        ? input(node, 1).integers()
        : OnnxNodes.integers(node, "axes").stream().mapToInt(Long::intValue).toArray();
  }

  private static ConstantTensor unsqueeze(ConstantTensor tensor, int[] axes) {
    int rank = tensor.rank() + axes.length;
    boolean[] added = new boolean[rank];
    for (int axis : axes) {
      added[Math.floorMod(axis, rank)] = true;
    }
    int[] shape = new int[rank];
    int next = 0;
    for (int d = 0; d < rank; d++) {
      shape[d] = added[d] ? 1 : tensor.shape()[next++];
    }
    return tensor.reshaped(shape);
  }

  private static ConstantTensor squeeze(ConstantTensor tensor, int[] axes) {
    boolean[] dropped = new boolean[tensor.rank()];
    for (int axis : axes) {
      dropped[Math.floorMod(axis, tensor.rank())] = true;
    }
    int[] shape = new int[tensor.rank()];
    int rank = 0;
    for (int d = 0; d < shape.length; d++) {
      boolean drop = axes.length == 0 ? tensor.shape()[d] == 1 : dropped[d];
      if (!drop) {
        shape[rank++] = tensor.shape()[d];
      }
    }
    return tensor.reshaped(Arrays.copyOf(shape, rank));
  }

  private ConstantTensor concat(NodeProto node) {
    ConstantTensor joined = input(node, 0);
    int axis = Math.floorMod(OnnxNodes.integer(node, "axis", 0), joined.rank());
    for (int i = 1; i < node.getInputCount(); i++) {
      joined = joined.joined(input(node, i), axis);
    }
    return joined;
  }

  /** Inputs starts, ends, axes, steps; steps of 1 only. */
  private Optional<ConstantTensor> slice(NodeProto node, ConstantTensor tensor) {
    if (node.getInputCount() < 3) {
      return Optional.empty();
    }
    int[] starts = input(node, 1).integers();
    int[] ends = input(node, 2).integers();
    ConstantTensor cut = tensor;
    for (int i = 0; i < starts.length; i++) {
      int axis = node.getInputCount() > 3 ? input(node, 3).integers()[i] : i;
      axis = Math.floorMod(axis, tensor.rank());
      if (node.getInputCount() > 4 && input(node, 4).integers()[i] != 1) {
        return Optional.empty();
      }
      int size = tensor.shape()[axis];
      int from = Math.max(0, Math.min(size, starts[i] < 0 ? starts[i] + size : starts[i]));
      int to = Math.max(from, Math.min(size, ends[i] < 0 ? ends[i] + size : ends[i]));
      cut = cut.sliced(axis, from, to);
    }
    return Optional.of(cut);
  }

  private ConstantTensor dequantize(NodeProto node, ConstantTensor tensor) {
    ConstantTensor scales = input(node, 1);
    int axis =
        tensor.rank() == 0 ? 0 : Math.floorMod(OnnxNodes.integer(node, "axis", 1), tensor.rank());
    boolean hasZero = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
    if (hasZero && !isZero(input(node, 2))) {
      throw new IllegalArgumentException("zero point other than 0");
    }
    return tensor.scaled(scales, axis);
  }

  static boolean isZero(ConstantTensor tensor) {
    for (float v : tensor.values()) {
      if (v != 0) {
        return false;
      }
    }
    return true;
  }
}
