package org.auricle.acoustic.onnx;

import java.util.List;
import java.util.Optional;
import org.auricle.acoustic.onnx.proto.AttributeProto;
import org.auricle.acoustic.onnx.proto.NodeProto;

/** Attributes of nodes, and nodes in messages. */
final class OnnxNodes {
  private OnnxNodes() {}

  /** Which node, for people. */
  static String describe(NodeProto node) {
    String name = node.getName().isEmpty() ? "that gives " + node.getOutput(0) : node.getName();
    return "node " + name + " (" + node.getOpType() + ")";
  }

  static Optional<AttributeProto> attribute(NodeProto node, String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }

  static int integer(NodeProto node, String name, int otherwise) {
    return attribute(node, name).map(a -> (int) a.getI()).orElse(otherwise);
  }

  static List<Long> integers(NodeProto node, String name) {
    return attribute(node, name).map(AttributeProto::getIntsList).orElse(List.of());
  }

  static String text(NodeProto node, String name, String otherwise) {
    return attribute(node, name).map(a -> a.getS().toStringUtf8()).orElse(otherwise);
  }

  /** The name of an input, or "" if the node has none there. */
  static String input(NodeProto node, int index) {
    return index < node.getInputCount() ? node.getInput(index) : "";
  }
}
