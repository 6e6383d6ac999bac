package org.auricle.acoustic.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.auricle.acoustic.onnx.proto.AttributeProto;
import org.auricle.acoustic.onnx.proto.FunctionProto;
import org.auricle.acoustic.onnx.proto.GraphProto;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.NodeProto;
import org.auricle.acoustic.onnx.proto.OperatorSetIdProto;
import org.auricle.acoustic.onnx.proto.SparseTensorProto;
import org.auricle.acoustic.onnx.proto.StringStringEntryProto;
import org.auricle.acoustic.onnx.proto.TensorProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.acoustic.onnx.proto.TensorShapeProto;
import org.auricle.acoustic.onnx.proto.TrainingInfoProto;
import org.auricle.acoustic.onnx.proto.TypeProto;
import org.auricle.acoustic.onnx.proto.ValueInfoProto;

/**
 * Reads an ONNX file's structure. The file is mapped, and weights stay where they are. Not
 * thread-safe.
 */
final class OnnxModelReader {
  private static final String A_MODEL = "an ONNX model";
  private static final long MAX_DENSE =
      1 << 28; // values of what is stored by its few that are not 0

  private final Path file;
  private final String name; // for messages
  private final Set<String> external = new TreeSet<>();
  private long parameters;

  OnnxModelReader(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  OnnxModelInfo read() {
    ModelProto model = parse();
    GraphProto graph = model.getGraph();
    if (!model.hasGraph() || graph.getNodeCount() == 0 || graph.getOutputCount() == 0) {
      throw problem("", "no graph", A_MODEL);
    }
    requireOpset(model);
    visit(graph);
    for (FunctionProto function : model.getFunctionsList()) {
      function.getNodeList().forEach(this::visit);
    }
    for (TrainingInfoProto training : model.getTrainingInfoList()) {
      visit(training.getInitialization());
      visit(training.getAlgorithm());
    }
    return info(model, graph);
  }

  private void requireOpset(ModelProto model) {
    for (OperatorSetIdProto opset : model.getOpsetImportList()) {
      if (opset.getVersion() < 1) {
        throw problem(
            "operator set " + opset.getDomain(), "version " + opset.getVersion(), "at least 1");
      }
    }
    if (model.getOpsetImportCount() == 0) {
      throw problem("operator sets", "none", "at least ai.onnx");
    }
  }

  private OnnxModelInfo info(ModelProto model, GraphProto graph) {
    Set<String> initializers = new HashSet<>();
    graph.getInitializerList().forEach(t -> initializers.add(t.getName()));
    Map<String, Long> opsets = new LinkedHashMap<>();
    for (OperatorSetIdProto opset : model.getOpsetImportList()) {
      opsets.put(opset.getDomain().equals("ai.onnx") ? "" : opset.getDomain(), opset.getVersion());
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      metadata.put(entry.getKey(), entry.getValue());
    }
    return new OnnxModelInfo(
        file,
        size(),
        model.getIrVersion(),
        opsets,
        (model.getProducerName() + " " + model.getProducerVersion()).strip(),
        graph.getName(),
        metadata,
        graph.getInputList().stream()
            .filter(i -> !initializers.contains(i.getName()))
            .map(OnnxModelReader::tensor)
            .toList(),
        graph.getOutputList().stream().map(OnnxModelReader::tensor).toList(),
        graph.getNodeCount(),
        parameters,
        List.copyOf(external));
  }

  /** The whole model; weights are views of the mapped file. */
  ModelProto parse() {
    long size = size();
    if (size == 0) {
      throw problem("", "empty", A_MODEL);
    }
    if (size > Integer.MAX_VALUE) {
      throw problem("", size + " bytes", "less than 2 GB: larger models have weights beside them");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
      CodedInputStream in = UnsafeByteOperations.unsafeWrap(mapped).newCodedInput();
      in.enableAliasing(true); // weights are views of the mapped file, not copies
      return ModelProto.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      throw problem("", "truncated, or not ONNX", A_MODEL);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private long size() {
    try {
      if (Files.isDirectory(file)) {
        throw problem("", "a folder", A_MODEL);
      }
      return Files.size(file);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void visit(GraphProto graph) {
    graph.getInitializerList().forEach(this::visit);
    graph.getSparseInitializerList().forEach(this::visit);
    graph.getNodeList().forEach(this::visit);
  }

  private void visit(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasT()) {
        visit(attribute.getT());
      }
      attribute.getTensorsList().forEach(this::visit);
      if (attribute.hasSparseTensor()) {
        visit(attribute.getSparseTensor());
      }
      attribute.getSparseTensorsList().forEach(this::visit);
      visit(attribute.getG());
      attribute.getGraphsList().forEach(this::visit);
    }
  }

  private void visit(SparseTensorProto tensor) {
    if (elements("sparse tensor", tensor.getDimsList()) > MAX_DENSE) {
      throw problem(
          "sparse tensor", "shape " + tensor.getDimsList(), "at most " + MAX_DENSE + " values");
    }
    visit(tensor.getValues());
    visit(tensor.getIndices());
  }

  /** Refuses weights that lie anywhere but in this file or in a plain file beside it. */
  private void visit(TensorProto tensor) {
    String where = "tensor " + tensor.getName();
    long elements = elements(where, tensor.getDimsList());
    parameters += elements;
    if (tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL
        && tensor.getExternalDataCount() == 0) {
      if (!TensorSizes.fits(tensor, elements)) {
        DataType type = DataType.forNumber(tensor.getDataType());
        throw problem(
            where,
            tensor.hasRawData() ? tensor.getRawData().size() + " bytes" : "too few values",
            "as many as " + type + " " + tensor.getDimsList() + " takes");
      }
      return;
    }
    Map<String, String> entries = new LinkedHashMap<>();
    tensor.getExternalDataList().forEach(e -> entries.put(e.getKey(), e.getValue()));
    String location = entries.getOrDefault("location", "");
    if (!PlainName.isPlain(location)) {
      throw problem(
          where,
          "external data at \"" + location + "\"",
          "a plain name, of a file beside the model");
    }
    try {
      Path folder = file.toRealPath().getParent();
      Path real = folder.resolve(location).toRealPath();
      if (!folder.equals(real.getParent())) {
        throw problem(where, "external data at " + real, "a file beside the model");
      }
      long from = Long.parseLong(entries.getOrDefault("offset", "0"));
      long size = Files.size(real);
      long length = Long.parseLong(entries.getOrDefault("length", "" + (size - from)));
      if (from < 0 || length < 0 || from > size - length) {
        throw problem(
            where,
            "external data of " + length + " bytes from " + from,
            "within the " + size + " bytes of " + location);
      }
    } catch (NoSuchFileException e) {
      throw problem(where, "external data in " + location + ", which is missing", "that file");
    } catch (NumberFormatException e) {
      throw problem(where, "external data " + entries, "numbers as offset and length");
    } catch (IOException e) {
      throw unreadable(e);
    }
    external.add(location);
  }

  private long elements(String where, List<Long> dims) {
    try {
      return TensorSizes.elements(dims);
    } catch (ArithmeticException e) {
      throw problem(where, "shape " + dims, "sizes of a tensor");
    }
  }

  private static OnnxModelInfo.Tensor tensor(ValueInfoProto value) {
    TypeProto.Tensor type = value.getType().getTensorType();
    DataType element = DataType.forNumber(type.getElemType());
    List<String> shape = new ArrayList<>();
    for (TensorShapeProto.Dimension d : type.getShape().getDimList()) {
      shape.add(
          d.hasDimValue()
              ? "" + d.getDimValue()
              : d.getDimParam().isEmpty() ? "?" : d.getDimParam());
    }
    return new OnnxModelInfo.Tensor(
        value.getName(), element == null ? "UNDEFINED" : element.name(), shape);
  }

  private OnnxModelException problem(String where, String found, String expected) {
    return new OnnxModelException(name, where, found, expected);
  }

  private OnnxModelException unreadable(IOException e) {
    String reason = e instanceof NoSuchFileException ? "no such file" : firstLine(e);
    return new OnnxModelException(name, "", reason, e);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
