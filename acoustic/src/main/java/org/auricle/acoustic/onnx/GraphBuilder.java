package org.auricle.acoustic.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.auricle.acoustic.onnx.proto.AttributeProto;
import org.auricle.acoustic.onnx.proto.GraphProto;
import org.auricle.acoustic.onnx.proto.NodeProto;
import org.auricle.acoustic.onnx.proto.TensorProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.acoustic.onnx.proto.TensorShapeProto;
import org.auricle.acoustic.onnx.proto.TypeProto;
import org.auricle.acoustic.onnx.proto.ValueInfoProto;

/**
 * A graph in the making: nodes in the order in which they are computed, constants, inputs and
 * outputs. A value is known by its name, which each method returns; a node is called as its first
 * output. Not thread-safe.
 */
final class GraphBuilder {
  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Map<String, TensorProto> constants = new LinkedHashMap<>();

  /** Adds a node with one output. Returns the output's name. */
  String node(String type, String output, List<String> inputs) {
    return node(type, output, inputs, n -> {});
  }

  /** The same with attributes. */
  String node(String type, String output, List<String> inputs, Consumer<Node> attributes) {
    return node(type, List.of(output), inputs, attributes);
  }

  /** Adds a node with several outputs. Returns the first one's name. */
  String node(String type, List<String> outputs, List<String> inputs, Consumer<Node> attributes) {
    NodeProto.Builder builder =
        NodeProto.newBuilder()
            .setOpType(type)
            .setName(outputs.get(0))
            .addAllOutput(outputs)
            .addAllInput(inputs);
    attributes.accept(new Node(builder));
    graph.addNode(builder);
    return outputs.get(0);
  }

  /** Attributes of a node. */
  record Node(NodeProto.Builder proto) {
    Node domain(String domain) {
      proto.setDomain(domain);
      return this;
    }

    Node set(String name, long value) {
      return add(name, AttributeProto.AttributeType.INT, a -> a.setI(value));
    }

    Node set(String name, String value) {
      return add(
          name, AttributeProto.AttributeType.STRING, a -> a.setS(ByteString.copyFromUtf8(value)));
    }

    Node set(String name, List<Long> values) {
      return add(name, AttributeProto.AttributeType.INTS, a -> a.addAllInts(values));
    }

    private Node add(
        String name, AttributeProto.AttributeType type, Consumer<AttributeProto.Builder> value) {
      AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(type);
      value.accept(attribute);
      proto.addAttribute(attribute);
      return this;
    }
  }

  /** Reorders dimensions. */
  String transpose(String output, String input, Long... permutation) {
    return node("Transpose", output, List.of(input), n -> n.set("perm", List.of(permutation)));
  }

  /** Changes the shape; 0 keeps a dimension, -1 takes what is left. */
  String reshape(String output, String input, long... shape) {
    return node("Reshape", output, List.of(input, longs(output + "_shape", shape)));
  }

  /** Converts the elements. */
  String cast(String output, String input, DataType type) {
    return node("Cast", output, List.of(input), n -> n.set("to", type.getNumber()));
  }

  /** A constant of floats; no dimensions for a scalar. */
  String floats(String name, float[] values, long... shape) {
    ByteBuffer bytes = bytes(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return constant(name, DataType.FLOAT, bytes, shape);
  }

  /** A constant vector in single precision. */
  String row(String name, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats(name, floats, floats.length);
  }

  /** A constant of doubles. */
  String doubles(String name, double[] values, long... shape) {
    ByteBuffer bytes = bytes(values.length * Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    return constant(name, DataType.DOUBLE, bytes, shape);
  }

  /** A constant of bytes with a sign. */
  String int8(String name, byte[] values, long... shape) {
    return constant(name, DataType.INT8, ByteBuffer.wrap(values), shape);
  }

  /** A constant vector of whole numbers. */
  String longs(String name, long... values) {
    ByteBuffer bytes = bytes(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return constant(name, DataType.INT64, bytes, values.length);
  }

  /** A constant column of whole numbers, [n x 1]. */
  String column(String name, long... values) {
    ByteBuffer bytes = bytes(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return constant(name, DataType.INT64, bytes, values.length, 1);
  }

  /** A constant whole number. */
  String scalar(String name, long value) {
    ByteBuffer bytes = bytes(Long.BYTES);
    bytes.asLongBuffer().put(value);
    return constant(name, DataType.INT64, bytes);
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The same constant may be asked for again; another one of that name is a mistake. */
  private String constant(String name, DataType type, ByteBuffer bytes, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(bytes.rewind()));
    for (long d : shape) {
      tensor.addDims(d);
    }
    TensorProto built = tensor.build();
    TensorProto before = constants.putIfAbsent(name, built);
    if (before != null && !before.equals(built)) {
      throw new IllegalStateException("two constants are called " + name);
    }
    return name;
  }

  /** Declares an input; a dimension is a number or a name. */
  String input(String name, DataType type, String doc, String... shape) {
    graph.addInput(value(name, type, doc, shape));
    return name;
  }

  /** Declares an output. */
  void output(String name, DataType type, String doc, String... shape) {
    graph.addOutput(value(name, type, doc, shape));
  }

  private static ValueInfoProto value(String name, DataType type, String doc, String... shape) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (String d : shape) {
      boolean fixed = Character.isDigit(d.charAt(0));
      dims.addDim(
          fixed
              ? TensorShapeProto.Dimension.newBuilder().setDimValue(Long.parseLong(d))
              : TensorShapeProto.Dimension.newBuilder().setDimParam(d));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setDocString(doc)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dims)))
        .build();
  }

  /** The graph. */
  GraphProto build(String name, String doc) {
    return graph
        .clone()
        .setName(name)
        .setDocString(doc)
        .addAllInitializer(constants.values())
        .build();
  }
}
