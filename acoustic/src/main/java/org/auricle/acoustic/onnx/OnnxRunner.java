package org.auricle.acoustic.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.auricle.acoustic.onnx.OnnxModelDescription.Layout;
import org.auricle.acoustic.onnx.OnnxModelDescription.Signal;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * One run of a described model: features into its inputs, posteriors out of its output.
 * Thread-safe; the memory given belongs to one run at a time.
 *
 * <p>Inputs are laid over memory of ours. So are outputs, once it is known how many rows the model
 * gives for that number of frames: then ONNX Runtime neither allocates nor copies, and what remains
 * is one copy into the array that is handed on.
 */
final class OnnxRunner {
  private static final int MAX_KNOWN = 4096;
  private static final int UNKNOWN = -1;

  private final OnnxSession session;
  private final OnnxModelDescription description;
  private final PosteriorRows rows;
  private final Map<Integer, Integer> rowsOfFrames = new ConcurrentHashMap<>();
  private volatile boolean pinning = true;

  OnnxRunner(OnnxSession session, OnnxModelDescription description, double rowShiftSeconds) {
    DescriptionCheck.require(session, description);
    this.session = session;
    this.description = description;
    rows = new PosteriorRows(session.name(), description, rowShiftSeconds);
  }

  RunMemory newMemory() {
    return new RunMemory(session, description);
  }

  /** Most sequences that the model takes in one run. */
  int maxBatch() {
    long[] shape = session.inputs().get(description.signal().name()).getShape();
    return shape[0] > 0 ? (int) shape[0] : Integer.MAX_VALUE;
  }

  /**
   * Runs.
   *
   * @param batch sequences of at most {@code frames} frames
   * @param frames that each is padded to
   * @return posteriors of each sequence
   */
  List<LogPosteriors> run(List<FeatureMatrix> batch, int frames, RunMemory memory) {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      feed(batch, frames, memory, inputs);
      int expected = expectedRows(frames);
      if (expected != UNKNOWN) {
        try {
          return run(batch, frames, memory, inputs, expected);
        } catch (OrtException e) {
          List<LogPosteriors> posteriors = run(batch, frames, memory, inputs, UNKNOWN);
          pinning = false; // the number of rows depends on more than the number of frames
          return posteriors;
        }
      }
      return run(batch, frames, memory, inputs, UNKNOWN);
    } catch (OrtException e) {
      throw OrtErrors.translate(session.name(), "run of " + batch.size() + " x " + frames, e);
    } catch (IllegalArgumentException e) { // of buffers that would be too large
      throw new OnnxModelException(
          session.name(), "run of " + batch.size() + " x " + frames, e.getMessage(), e);
    } finally {
      session.release(inputs.values());
    }
  }

  private int expectedRows(int frames) {
    if (!pinning) {
      return UNKNOWN;
    }
    return rowsOfFrames.getOrDefault(frames, description.subsampling() == 1 ? frames : UNKNOWN);
  }

  private void feed(
      List<FeatureMatrix> batch, int frames, RunMemory memory, Map<String, OnnxTensor> inputs) {
    int n = batch.size();
    Signal signal = description.signal();
    long[] shape = signalShape(n, frames);
    memory.signal.bytes(shape);
    for (int i = 0; i < n; i++) {
      write(batch.get(i), frames, i, memory.signal);
    }
    inputs.put(signal.name(), session.tensor(memory.signal, shape));
    for (int i = 0; i < description.lengths().size(); i++) {
      TensorBuffer lengths = memory.lengths.get(i);
      lengths.bytes(n);
      for (int b = 0; b < n; b++) {
        lengths.fill(Math.max(batch.get(b).frames(), signal.minFrames()), b, 1);
      }
      inputs.put(description.lengths().get(i).name(), session.tensor(lengths, n));
    }
    for (int i = 0; i < description.constants().size(); i++) {
      OnnxModelDescription.Constant constant = description.constants().get(i);
      long[] constantShape = RunMemory.shape(constant.shape(), n);
      memory.constants.get(i).fill(constant.value(), constantShape);
      inputs.put(constant.name(), session.tensor(memory.constants.get(i), constantShape));
    }
    for (int i = 0; i < description.states().size(); i++) {
      OnnxModelDescription.State state = description.states().get(i);
      long[] stateShape = RunMemory.shape(state.shape(), n);
      inputs.put(state.input(), session.tensor(memory.statesIn.get(i), stateShape));
    }
  }

  private long[] signalShape(int batch, int frames) {
    int dim = description.signal().dim();
    return switch (description.signal().layout()) {
      case BATCH_TIME_DIM -> new long[] {batch, frames, dim};
      case BATCH_DIM_TIME -> new long[] {batch, dim, frames};
      case BATCH_SAMPLES -> new long[] {batch, frames};
      case BATCH_SAMPLES_ONE -> new long[] {batch, frames, 1};
    };
  }

  /** Writes sequence {@code b} and pads it with zeros. */
  private void write(FeatureMatrix features, int frames, int b, TensorBuffer target) {
    Signal signal = description.signal();
    int dim = signal.dim();
    int size = frames * dim;
    int used = features.frames() * dim;
    if (signal.layout() != Layout.BATCH_DIM_TIME) {
      target.put(features.data(), 0, used, signal.scale(), b * size, 1);
      target.fill(0, b * size + used, size - used);
      return;
    }
    float[] line = new float[frames]; // one dimension over time
    for (int d = 0; d < dim; d++) {
      for (int t = 0; t < features.frames(); t++) {
        line[t] = features.data()[t * dim + d];
      }
      target.put(line, 0, frames, signal.scale(), b * size + d * frames, 1);
    }
  }

  private List<LogPosteriors> run(
      List<FeatureMatrix> batch,
      int frames,
      RunMemory memory,
      Map<String, OnnxTensor> inputs,
      int expected)
      throws OrtException {
    int n = batch.size();
    Set<String> wanted = new HashSet<>();
    Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    try {
      String output = description.posteriors().name();
      if (expected == UNKNOWN) {
        wanted.add(output);
      } else {
        pinned.put(
            output, session.tensor(memory.posteriors, n, expected, description.vocabularySize()));
      }
      for (int i = 0; i < memory.posteriorLengths.size(); i++) {
        pinned.put(
            description.posteriors().lengthNames().get(i),
            session.tensor(memory.posteriorLengths.get(i), n));
      }
      for (int i = 0; i < description.states().size(); i++) {
        OnnxModelDescription.State state = description.states().get(i);
        pinned.put(
            state.output(),
            session.tensor(memory.statesOut.get(i), RunMemory.shape(state.shape(), n)));
      }
      try (OrtSession.Result result = session.run(inputs, wanted, pinned)) {
        List<LogPosteriors> posteriors =
            expected == UNKNOWN
                ? read(batch, frames, memory, (OnnxTensor) result.get(output).orElseThrow())
                : rows.read(batch, frames, memory, nativeOrder(memory, n, expected), expected);
        memory.turnStates();
        return posteriors;
      }
    } finally {
      session.release(pinned.values());
    }
  }

  private ByteBuffer nativeOrder(RunMemory memory, int n, int expected) {
    return memory.posteriors.bytes(n, expected, description.vocabularySize());
  }

  /** Reads an output that ONNX Runtime has allocated, and learns its number of rows. */
  private List<LogPosteriors> read(
      List<FeatureMatrix> batch, int frames, RunMemory memory, OnnxTensor output) {
    long[] shape = output.getInfo().getShape();
    if (shape.length != 3 || shape[0] != batch.size() || shape[2] != description.vocabularySize()) {
      throw new OnnxModelException(
          session.name(),
          "output " + description.posteriors().name(),
          "shape " + Arrays.toString(shape) + " of a run",
          "[" + batch.size() + ", rows, " + description.vocabularySize() + "]");
    }
    int count = Math.toIntExact(shape[1]);
    if (rowsOfFrames.size() < MAX_KNOWN) {
      rowsOfFrames.put(frames, count);
    }
    ByteBuffer copy = output.getByteBuffer().order(ByteOrder.nativeOrder());
    return rows.read(batch, frames, memory, copy, count);
  }
}
