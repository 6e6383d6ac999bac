package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.auricle.acoustic.onnx.proto.AttributeProto;
import org.auricle.acoustic.onnx.proto.GraphProto;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.NodeProto;
import org.auricle.acoustic.onnx.proto.OperatorSetIdProto;
import org.auricle.acoustic.onnx.proto.StringStringEntryProto;
import org.auricle.acoustic.onnx.proto.TensorProto;
import org.auricle.acoustic.onnx.proto.TensorShapeProto;
import org.auricle.acoustic.onnx.proto.TypeProto;
import org.auricle.acoustic.onnx.proto.ValueInfoProto;

/** Small ONNX models for tests. */
final class OnnxGraph {
  private static final int OPSET = 17;
  private static final int IR_VERSION = 8;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("miniature");

  /** An input; dimensions are numbers or names. */
  OnnxGraph input(String name, TensorProto.DataType type, String... shape) {
    graph.addInput(value(name, type, shape));
    return this;
  }

  OnnxGraph output(String name, TensorProto.DataType type, String... shape) {
    graph.addOutput(value(name, type, shape));
    return this;
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, String... shape) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (String d : shape) {
      boolean number = d.chars().allMatch(Character::isDigit);
      TensorShapeProto.Dimension.Builder dim = dims.addDimBuilder();
      if (number) {
        dim.setDimValue(Long.parseLong(d));
      } else {
        dim.setDimParam(d);
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dims)))
        .build();
  }

  /** Weights. */
  OnnxGraph weights(String name, float[] values, long... shape) {
    TensorProto.Builder tensor = tensor(name, TensorProto.DataType.FLOAT, shape);
    for (float v : values) {
      tensor.addFloatData(v);
    }
    graph.addInitializer(tensor);
    return this;
  }

  /** Whole numbers: axes, shapes. */
  OnnxGraph integers(String name, long... values) {
    TensorProto.Builder tensor = tensor(name, TensorProto.DataType.INT64, values.length);
    LongStream.of(values).forEach(tensor::addInt64Data);
    graph.addInitializer(tensor);
    return this;
  }

  /** A whole number without dimensions. */
  OnnxGraph scalar(String name, long value) {
    graph.addInitializer(tensor(name, TensorProto.DataType.INT64).addInt64Data(value));
    return this;
  }

  private static TensorProto.Builder tensor(String name, TensorProto.DataType type, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    LongStream.of(shape).forEach(tensor::addDims);
    return tensor;
  }

  /** A node; attributes are Integer, int[] or long. */
  OnnxGraph node(String operator, String output, List<String> inputs, Map<String, ?> attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder().setOpType(operator).setName(output).addOutput(output);
    node.addAllInput(inputs);
    attributes.forEach((key, v) -> node.addAttribute(attribute(key, v)));
    graph.addNode(node);
    return this;
  }

  OnnxGraph node(String operator, String output, String... inputs) {
    return node(operator, output, List.of(inputs), Map.of());
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    if (value instanceof int[] numbers) {
      attribute.setType(AttributeProto.AttributeType.INTS);
      for (int n : numbers) {
        attribute.addInts(n);
      }
    } else {
      attribute.setType(AttributeProto.AttributeType.INT).setI(((Number) value).longValue());
    }
    return attribute.build();
  }

  /** Writes the model. */
  Path write(Path file, Map<String, String> metadata) throws IOException {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("test")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph);
    metadata.forEach(
        (key, v) ->
            model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(v)));
    Files.createDirectories(file.getParent());
    return Files.write(file, model.build().toByteArray());
  }
}
