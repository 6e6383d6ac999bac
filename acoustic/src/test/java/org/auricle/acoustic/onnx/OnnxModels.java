package org.auricle.acoustic.onnx;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.acoustic.onnx.proto.AttributeProto;
import org.auricle.acoustic.onnx.proto.GraphProto;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.NodeProto;
import org.auricle.acoustic.onnx.proto.OperatorSetIdProto;
import org.auricle.acoustic.onnx.proto.TensorProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.acoustic.onnx.proto.TensorShapeProto;
import org.auricle.acoustic.onnx.proto.TypeProto;
import org.auricle.acoustic.onnx.proto.ValueInfoProto;

/** A graph built node by node. Sizes of shapes are numbers or names. */
final class OnnxModels {
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
  private long opset = 17;
  private long irVersion = 8;

  OnnxModels opset(long version) {
    opset = version;
    return this;
  }

  OnnxModels irVersion(long version) {
    irVersion = version;
    return this;
  }

  OnnxModels input(String name, DataType type, Object... shape) {
    graph.addInput(value(name, type, shape));
    return this;
  }

  OnnxModels output(String name, DataType type, Object... shape) {
    graph.addOutput(value(name, type, shape));
    return this;
  }

  OnnxModels floats(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return initializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.FLOAT.getNumber())
            .setRawData(ByteString.copyFrom(raw)),
        shape);
  }

  OnnxModels longs(String name, long[] values, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(DataType.INT64.getNumber());
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return initializer(tensor, shape);
  }

  OnnxModels initializer(TensorProto.Builder tensor, long... shape) {
    for (long d : shape) {
      tensor.addDims(d);
    }
    graph.addInitializer(tensor);
    return this;
  }

  /** A node; inputs and outputs are separated by blanks. */
  OnnxModels node(String op, String inputs, String outputs, AttributeProto... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder().setOpType(op).setName(op + graph.getNodeCount());
    for (String input : inputs.split(" ")) {
      node.addInput(input);
    }
    for (String output : outputs.split(" ")) {
      node.addOutput(output);
    }
    for (AttributeProto attribute : attributes) {
      node.addAttribute(attribute);
    }
    graph.addNode(node);
    return this;
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  ModelProto build() {
    return ModelProto.newBuilder()
        .setIrVersion(irVersion)
        .setProducerName("tests")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
        .setGraph(graph)
        .build();
  }

  Path write(Path file) {
    try {
      return Files.write(file, build().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ValueInfoProto value(String name, DataType type, Object... shape) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (Object d : shape) {
      TensorShapeProto.Dimension.Builder dim = dims.addDimBuilder();
      if (d instanceof Integer size) {
        dim.setDimValue(size);
      } else {
        dim.setDimParam((String) d);
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
}
