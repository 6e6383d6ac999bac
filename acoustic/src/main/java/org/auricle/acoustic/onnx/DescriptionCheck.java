package org.auricle.acoustic.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.auricle.acoustic.onnx.OnnxModelDescription.Constant;
import org.auricle.acoustic.onnx.OnnxModelDescription.Lengths;
import org.auricle.acoustic.onnx.OnnxModelDescription.Posteriors;
import org.auricle.acoustic.onnx.OnnxModelDescription.Signal;
import org.auricle.acoustic.onnx.OnnxModelDescription.State;

/** Whether a model is what its description says, before anything is computed with it. */
final class DescriptionCheck {
  private static final long ANY = -1; // a size that varies

  private final String name;
  private final OnnxModelDescription description;
  private final Map<String, TensorInfo> inputs;
  private final Map<String, TensorInfo> outputs;
  private final Set<String> described = new HashSet<>();

  private DescriptionCheck(OnnxSession session, OnnxModelDescription description) {
    this.name = session.name();
    this.description = description;
    inputs = session.inputs();
    outputs = session.outputs();
  }

  /**
   * Compares names, types and shapes.
   *
   * @throws OnnxModelException naming the tensor, what was found and what was expected
   */
  static void require(OnnxSession session, OnnxModelDescription description) {
    new DescriptionCheck(session, description).require();
  }

  private void require() {
    requireSignal(description.signal());
    for (Lengths lengths : description.lengths()) {
      requireInput(lengths.name(), lengths.type(), ANY);
    }
    for (Constant constant : description.constants()) {
      requireInput(constant.name(), constant.type(), sizes(constant.shape()));
    }
    for (State state : description.states()) {
      requireInput(state.input(), state.type(), sizes(state.shape()));
      requireOutput(state.output(), Set.of(TensorBuffer.javaType(state.type())));
    }
    for (String input : inputs.keySet()) {
      if (!described.contains(input)) {
        throw problem("input " + input, "nothing is known to feed it with", "a description of it");
      }
    }
    requirePosteriors(description.posteriors());
  }

  private void requireSignal(Signal signal) {
    long time = description.carriesState() ? description.chunking().length() : ANY;
    long[] shape =
        switch (signal.layout()) {
          case BATCH_TIME_DIM -> new long[] {ANY, time, signal.dim()};
          case BATCH_DIM_TIME -> new long[] {ANY, signal.dim(), time};
          case BATCH_SAMPLES -> new long[] {ANY, time};
          case BATCH_SAMPLES_ONE -> new long[] {ANY, time, 1};
        };
    requireInput(signal.name(), signal.type(), shape);
    int at = signal.layout() == OnnxModelDescription.Layout.BATCH_DIM_TIME ? 2 : 1;
    long[] found = inputs.get(signal.name()).getShape();
    if (!description.carriesState() && found.length > at && found[at] != ANY) {
      throw problem(
          "input " + signal.name(), "always " + found[at] + " frames", "any number of frames");
    }
  }

  private void requirePosteriors(Posteriors posteriors) {
    requireOutput(posteriors.name(), Set.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16));
    long[] shape = outputs.get(posteriors.name()).getShape();
    long[] expected = {ANY, ANY, description.vocabularySize()};
    if (shape.length != 0 && !fits(shape, expected)) {
      throw problem(
          "output " + posteriors.name(),
          "shape " + text(shape),
          text(expected) + ": a CTC model's, with " + description.vocabularySize() + " tokens");
    }
    for (String lengths : posteriors.lengthNames()) {
      requireOutput(lengths, Set.of(OnnxJavaType.INT64, OnnxJavaType.INT32));
    }
  }

  private void requireInput(String input, OnnxElementType type, long... shape) {
    TensorInfo found = inputs.get(input);
    if (found == null) {
      throw problem("inputs", names(inputs), "one named " + input);
    }
    if (found.type != TensorBuffer.javaType(type)) {
      throw problem("input " + input, "" + found.type, "" + type);
    }
    if (!fits(found.getShape(), shape)) {
      throw problem("input " + input, "shape " + text(found.getShape()), text(shape));
    }
    described.add(input);
  }

  private void requireOutput(String output, Set<OnnxJavaType> types) {
    TensorInfo found = outputs.get(output);
    if (found == null) {
      throw problem("outputs", names(outputs), "one named " + output);
    }
    if (!types.contains(found.type)) {
      List<String> names = types.stream().map(Enum::name).sorted().toList();
      throw problem("output " + output, "" + found.type, String.join(" or ", names));
    }
  }

  private static long[] sizes(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }

  private static boolean fits(long[] found, long[] expected) {
    if (found.length != expected.length) {
      return false;
    }
    for (int i = 0; i < found.length; i++) {
      if (found[i] != ANY && expected[i] != ANY && found[i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static String text(long[] shape) {
    List<String> sizes =
        Arrays.stream(shape).mapToObj(d -> d == ANY ? "?" : Long.toString(d)).toList();
    return "[" + String.join(", ", sizes) + "]";
  }

  private static String names(Map<String, TensorInfo> tensors) {
    return String.join(", ", tensors.keySet());
  }

  private OnnxModelException problem(String where, String found, String expected) {
    return new OnnxModelException(name, where, found, expected);
  }
}
