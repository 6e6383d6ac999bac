package org.auricle.acoustic.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import org.auricle.acoustic.onnx.OnnxModelDescription.Constant;
import org.auricle.acoustic.onnx.OnnxModelDescription.State;

/**
 * The memory that one run at a time of a model reads and writes, outside the heap, kept for the
 * next run. Not thread-safe.
 */
final class RunMemory {
  final TensorBuffer signal;
  final List<TensorBuffer> lengths = new ArrayList<>(); // none or one
  final List<TensorBuffer> constants = new ArrayList<>();
  final TensorBuffer posteriors;
  final List<TensorBuffer> posteriorLengths = new ArrayList<>(); // none or one

  /** What the next run starts from, and where it leaves what the one after starts from. */
  final List<TensorBuffer> statesIn = new ArrayList<>();

  final List<TensorBuffer> statesOut = new ArrayList<>();

  RunMemory(OnnxSession session, OnnxModelDescription description) {
    signal = new TensorBuffer(TensorBuffer.javaType(description.signal().type()));
    description.lengths().forEach(l -> lengths.add(buffer(l.type())));
    posteriors = new TensorBuffer(type(session, description.posteriors().name()));
    description
        .posteriors()
        .lengthNames()
        .forEach(n -> posteriorLengths.add(new TensorBuffer(type(session, n))));
    for (Constant constant : description.constants()) {
      constants.add(buffer(constant.type()));
    }
    for (State state : description.states()) {
      TensorBuffer zero = buffer(state.type());
      zero.fill(0, shape(state.shape(), 1));
      statesIn.add(zero);
      statesOut.add(buffer(state.type()));
    }
  }

  private static TensorBuffer buffer(OnnxElementType type) {
    return new TensorBuffer(TensorBuffer.javaType(type));
  }

  private static OnnxJavaType type(OnnxSession session, String output) {
    TensorInfo info = session.outputs().get(output);
    return info.type;
  }

  /** A shape with the number of sequences filled in. */
  static long[] shape(List<Integer> shape, int batch) {
    return shape.stream().mapToLong(d -> d == OnnxModelDescription.BATCH ? batch : d).toArray();
  }

  /** What the last run left is what the next one starts from. */
  void turnStates() {
    for (int i = 0; i < statesIn.size(); i++) {
      TensorBuffer fresh = statesOut.get(i);
      statesOut.set(i, statesIn.get(i));
      statesIn.set(i, fresh);
    }
  }

  /** Bytes held, but for states. */
  long bytes() {
    return (long) signal.capacity() + posteriors.capacity();
  }
}
