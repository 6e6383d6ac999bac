package org.auricle.acoustic.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an ONNX file says about itself. Read without ONNX Runtime and without its weights.
 *
 * @param file where it lies
 * @param bytes its size, without external data
 * @param irVersion version of the file format
 * @param opsets version of each operator set it uses, by domain; the standard one is ""
 * @param producer tool that wrote it, with its version
 * @param graph name of the graph
 * @param metadata {@code metadata_props}
 * @param inputs what it takes; initializers that are listed among the inputs are left out
 * @param outputs what it gives
 * @param nodes operators, those of subgraphs not counted
 * @param parameters elements of all initializers and constants
 * @param externalFiles plain names of the files beside it that hold weights
 */
public record OnnxModelInfo(
    Path file,
    long bytes,
    long irVersion,
    Map<String, Long> opsets,
    String producer,
    String graph,
    Map<String, String> metadata,
    List<Tensor> inputs,
    List<Tensor> outputs,
    int nodes,
    long parameters,
    List<String> externalFiles) {

  /** Copies what can be changed. */
  public OnnxModelInfo {
    opsets = Map.copyOf(opsets);
    metadata = Map.copyOf(metadata);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    externalFiles = List.copyOf(externalFiles);
  }

  /**
   * An input or output.
   *
   * @param name of the tensor
   * @param type of its elements as ONNX names it: "FLOAT", "INT64"; "UNDEFINED" if it is none
   * @param shape a number, a name for a size that varies, or "?" each
   */
  public record Tensor(String name, String type, List<String> shape) {

    /** Copies the list. */
    public Tensor {
      shape = List.copyOf(shape);
    }

    @Override
    public String toString() {
      return name + " " + type + " " + shape;
    }
  }

  /**
   * Reads a file and checks what can be checked without running it: that it is a model, that its
   * weights lie in the file or beside it and nowhere else.
   *
   * @throws OnnxModelException naming the file, what was found and what was expected
   */
  public static OnnxModelInfo read(Path file) {
    return read(file, file.toString());
  }

  /**
   * The same, with another name for messages.
   *
   * @throws OnnxModelException naming the file, what was found and what was expected
   */
  public static OnnxModelInfo read(Path file, String name) {
    return new OnnxModelReader(file, name).read();
  }
}
