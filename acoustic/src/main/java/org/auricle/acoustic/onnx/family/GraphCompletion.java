package org.auricle.acoustic.onnx.family;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import org.auricle.acoustic.onnx.proto.AttributeProto;
import org.auricle.acoustic.onnx.proto.GraphProto;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.NodeProto;
import org.auricle.acoustic.onnx.proto.TensorProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.acoustic.onnx.proto.TensorShapeProto;
import org.auricle.acoustic.onnx.proto.TypeProto;
import org.auricle.acoustic.onnx.proto.ValueInfoProto;

/**
 * Gives a model what its authors let their programs compute, so that nobody else need know of it:
 *
 * <ul>
 *   <li>Hugging Face's {@code attention_mask} is all ones, in the shape of {@code input_values}
 *       (utterances of different lengths never share a run of such a model);
 *   <li>WeNet's streaming models want the number of rows so far ({@code offset}), how many of them
 *       to remember ({@code required_cache_size}), and which of those there are already ({@code
 *       attn_mask}): one state that counts rows tells all three.
 * </ul>
 *
 * <p>The inputs become nodes of the graph; what the network computes stays as it is.
 */
public final class GraphCompletion {
  private static final String POSITION = "auricle.position";
  private static final int MAX_REMEMBERED = 1 << 16; // rows: hours

  private final OnnxModelInfo info;
  private final List<NodeProto> nodes = new ArrayList<>();
  private final List<TensorProto> constants = new ArrayList<>();
  private final List<String> computed = new ArrayList<>(); // inputs that are inputs no longer
  private boolean counts; // whether there is a position

  private GraphCompletion(OnnxModelInfo info) {
    this.info = info;
  }

  /**
   * Writes a completed model.
   *
   * @param target written if there is something to complete
   * @return the inputs that the graph computes itself now; empty if nothing was written
   * @throws OnnxModelException if the metadata that tells how is missing or makes no sense
   */
  public static List<String> complete(OnnxModelInfo info, Path target) throws IOException {
    GraphCompletion completion = new GraphCompletion(info);
    if (completion.hasInputs("input_values", "attention_mask")) {
      completion.attentionMask();
    } else if (completion.hasInputs("offset", "required_cache_size", "attn_mask")) {
      completion.wenet();
    } else {
      return List.of();
    }
    if (!info.externalFiles().isEmpty()) {
      throw completion.problem(
          "weights", "in " + info.externalFiles(), "in the model, whose inputs are to be computed");
    }
    completion.write(target);
    return completion.computed;
  }

  private boolean hasInputs(String... names) {
    for (String name : names) {
      if (info.inputs().stream().noneMatch(t -> t.name().equals(name))) {
        return false;
      }
    }
    return true;
  }

  private void attentionMask() {
    OnnxModelInfo.Tensor mask =
        info.inputs().stream().filter(t -> t.name().equals("attention_mask")).findFirst().get();
    DataType type;
    try {
      type = DataType.valueOf(mask.type());
    } catch (IllegalArgumentException e) {
      throw problem("input attention_mask", mask.type(), "whole numbers");
    }
    compute("Shape", "auricle.shape", "input_values");
    constants.add(tensor("auricle.one", 1));
    compute("Expand", "auricle.ones", "auricle.one", "auricle.shape");
    nodes.add(
        node("Cast", "attention_mask", "auricle.ones").toBuilder()
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("to")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(type.getNumber()))
            .build());
    computed.add("attention_mask");
  }

  /**
   * With R rows remembered, C rows a chunk and p rows so far: offset = R + p, and of the R + C
   * places that attention may look at, those from R - p on hold something.
   */
  private void wenet() {
    long chunk = metadata("chunk_size");
    long remembered = chunk * metadata("left_chunks");
    if (remembered > MAX_REMEMBERED) {
      throw problem("chunk_size x left_chunks", "" + remembered, "at most " + MAX_REMEMBERED);
    }
    counts = true;
    constants.add(tensor("auricle.chunk", chunk));
    constants.add(tensor("auricle.remembered", remembered));
    constants.add(tensor("required_cache_size", remembered));
    constants.add(tensor("auricle.places", LongStream.range(0, remembered + chunk).toArray()));
    constants.add(tensor("auricle.mask_shape", 1, 1, -1));
    compute("Add", "offset", POSITION, "auricle.remembered");
    compute("Sub", "auricle.hidden", "auricle.remembered", POSITION);
    compute("Less", "auricle.is_hidden", "auricle.places", "auricle.hidden");
    compute("Not", "auricle.is_visible", "auricle.is_hidden");
    compute("Reshape", "attn_mask", "auricle.is_visible", "auricle.mask_shape");
    compute("Add", "new_" + POSITION, POSITION, "auricle.chunk");
    computed.addAll(List.of("offset", "required_cache_size", "attn_mask"));
  }

  private long metadata(String key) {
    String text = Optional.ofNullable(info.metadata().get(key)).orElse("missing");
    try {
      long value = Long.parseLong(text);
      if (value > 0 && value <= MAX_REMEMBERED) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw problem(
        "metadata " + key, text, "a positive number, to compute the mask of its attention");
  }

  private void compute(String operator, String output, String... inputs) {
    nodes.add(node(operator, output, inputs));
  }

  private static NodeProto node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName("auricle/" + output)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  private static TensorProto tensor(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.INT64.getNumber())
            .addDims(values.length);
    LongStream.of(values).forEach(tensor::addInt64Data);
    return tensor.build();
  }

  private static ValueInfoProto counter(String name) {
    TensorShapeProto one =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(1))
            .build();
    TypeProto.Tensor type =
        TypeProto.Tensor.newBuilder().setElemType(DataType.INT64.getNumber()).setShape(one).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  private void write(Path target) throws IOException {
    try (FileChannel channel = FileChannel.open(info.file())) {
      CodedInputStream in =
          UnsafeByteOperations.unsafeWrap(
                  channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()))
              .newCodedInput();
      in.enableAliasing(true); // weights are views of the mapped file, not copies
      ModelProto.Builder model = ModelProto.parseFrom(in).toBuilder();
      GraphProto.Builder graph = model.getGraphBuilder();
      List<NodeProto> before = List.copyOf(graph.getNodeList());
      graph.clearNode().addAllNode(nodes).addAllNode(before).addAllInitializer(constants);
      for (int i = graph.getInputCount() - 1; i >= 0; i--) {
        if (computed.contains(graph.getInput(i).getName())) {
          graph.removeInput(i);
        }
      }
      if (counts) {
        graph.addInput(counter(POSITION)).addOutput(counter("new_" + POSITION));
      }
      try (OutputStream out = Files.newOutputStream(target)) {
        model.build().writeTo(out);
      }
    }
  }

  private OnnxModelException problem(String where, String found, String expected) {
    return new OnnxModelException(info.file().toString(), where, found, expected);
  }
}
