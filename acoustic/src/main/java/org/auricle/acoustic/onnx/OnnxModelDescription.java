package org.auricle.acoustic.onnx;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How a CTC model in ONNX is fed and read. Part of a bundle's {@code bundle.json}, so every value
 * is plain; what a model may or may not have is a list of none or one.
 *
 * @param family what kind of model it is
 * @param signal the input that carries features or samples
 * @param lengths none or one: the input that tells how many frames of each sequence are real
 * @param constants inputs that are always given the same value
 * @param posteriors the output
 * @param subsampling input frames (for a waveform: samples) from one row of the output to the next
 * @param vocabularySize the output's last dimension, blank included
 * @param states what a streaming model hands from one chunk to the next; none for a model that
 *     wants the whole utterance
 * @param chunking how a streaming model is fed; {@link Chunking#NONE} without states
 */
public record OnnxModelDescription(
    OnnxFamily family,
    Signal signal,
    List<Lengths> lengths,
    List<Constant> constants,
    Posteriors posteriors,
    int subsampling,
    int vocabularySize,
    List<State> states,
    Chunking chunking) {

  /** A dimension that is the number of sequences in a run. */
  public static final int BATCH = -1;

  private static final int MAX_SUBSAMPLING = 1 << 20;
  private static final int MAX_VOCABULARY = 1 << 20;
  private static final int MAX_VALUES = 1 << 22; // of a state or constant, for one sequence

  /** Order of the signal's dimensions. B sequences, T frames, D values a frame, N samples. */
  public enum Layout {
    /** [B, T, D]. */
    BATCH_TIME_DIM,
    /** [B, D, T]. */
    BATCH_DIM_TIME,
    /** [B, N]: a frame is a sample. */
    BATCH_SAMPLES,
    /** [B, N, 1]: a frame is a sample. */
    BATCH_SAMPLES_ONE;

    /** Whether a frame is one sample. */
    public boolean isWaveform() {
      return this == BATCH_SAMPLES || this == BATCH_SAMPLES_ONE;
    }
  }

  /**
   * The input that carries features or samples.
   *
   * @param name of the tensor
   * @param layout order of its dimensions
   * @param type FLOAT, FLOAT16 or INT32; integers are rounded to nearest
   * @param scale what values are multiplied by: 1 for features, 32768 for a model that wants
   *     samples in the range of 16-bit integers
   * @param dim values a frame; 1 for a waveform
   * @param minFrames fewest frames (samples) that the model can compute with; shorter utterances
   *     are padded with zeros
   */
  public record Signal(
      String name, Layout layout, OnnxElementType type, double scale, int dim, int minFrames) {

    private static final int MOST_MIN_FRAMES = 1 << 20;

    /** A signal that may be one frame long. */
    public Signal(String name, Layout layout, OnnxElementType type, double scale, int dim) {
      this(name, layout, type, scale, dim, 1);
    }

    /** Validates. */
    public Signal {
      requireName("signal.name", name);
      Objects.requireNonNull(layout, "signal.layout");
      require(
          type != null && type != OnnxElementType.INT64,
          "signal.type",
          type,
          "FLOAT, FLOAT16 or INT32");
      require(Double.isFinite(scale) && scale != 0, "signal.scale", scale, "finite, not 0");
      require(dim >= 1, "signal.dim", dim, ">= 1");
      require(!layout.isWaveform() || dim == 1, "signal.dim", dim, "1, for a waveform");
      require(
          minFrames >= 1 && minFrames <= MOST_MIN_FRAMES,
          "signal.minFrames",
          minFrames,
          "1.." + MOST_MIN_FRAMES);
    }
  }

  /**
   * The input [B] that tells how many frames (samples) of each sequence are real.
   *
   * @param name of the tensor
   * @param type INT64 or INT32
   */
  public record Lengths(String name, OnnxElementType type) {

    /** Validates. */
    public Lengths {
      requireName("lengths.name", name);
      require(type != null && type.isInteger(), "lengths.type", type, "INT64 or INT32");
    }
  }

  /**
   * An input that is always given the same value, such as a sample rate.
   *
   * @param name of the tensor
   * @param type of its elements
   * @param shape {@link OnnxModelDescription#BATCH} or sizes; empty for a scalar; at most 4 million
   *     values a sequence
   * @param value of all elements
   */
  public record Constant(String name, OnnxElementType type, List<Integer> shape, double value) {

    /** Validates. */
    public Constant {
      requireName("constants.name", name);
      Objects.requireNonNull(type, "constants.type");
      shape = requireShape("constants.shape", shape);
    }
  }

  /**
   * The output [B, T', V].
   *
   * @param name of the tensor; FLOAT or FLOAT16, as the model says
   * @param normalized whether its rows are log-softmax already; if not, they are logits and
   *     log-softmax is applied
   * @param lengthNames none or one: the integer output [B] that tells how many rows of each
   *     sequence are real
   */
  public record Posteriors(String name, boolean normalized, List<String> lengthNames) {

    /** Validates. */
    public Posteriors {
      requireName("posteriors.name", name);
      lengthNames = List.copyOf(lengthNames);
      requireAtMostOne("posteriors.lengthNames", lengthNames);
      lengthNames.forEach(n -> requireName("posteriors.lengthNames", n));
    }
  }

  /**
   * A tensor that goes into each run as it came out of the one before; all zero at first.
   *
   * @param input its name among the inputs
   * @param output its name among the outputs
   * @param type of its elements
   * @param shape {@link OnnxModelDescription#BATCH} or sizes; empty for a scalar; at most 4 million
   *     values a sequence
   */
  public record State(String input, String output, OnnxElementType type, List<Integer> shape) {

    /** Validates. */
    public State {
      requireName("states.input", input);
      requireName("states.output", output);
      Objects.requireNonNull(type, "states.type");
      shape = requireShape("states.shape", shape);
    }
  }

  /**
   * How a streaming model is fed, in input frames (samples). Every run takes {@code length} frames,
   * the next one starts {@code shift} frames later.
   *
   * @param length frames a run; 0 for a model that is not a streaming one
   * @param shift from one run's first frame to the next one's
   * @param lead frames of padding before the first
   * @param tail frames of padding after the last, with which the model lets go of what it holds
   *     back
   * @param padding value of all elements of padding frames, before scaling
   */
  public record Chunking(int length, int shift, int lead, int tail, double padding) {

    private static final int MAX_FRAMES = 1 << 24;

    /** Not a streaming model. */
    public static final Chunking NONE = new Chunking(0, 0, 0, 0, 0);

    /** Validates. */
    public Chunking {
      require(length >= 0 && length <= MAX_FRAMES, "chunking.length", length, "0.." + MAX_FRAMES);
      require(
          length == 0 ? shift == 0 : shift >= 1 && shift <= length,
          "chunking.shift",
          shift,
          length == 0 ? "0, as length" : "1.." + length);
      require(lead >= 0 && lead <= MAX_FRAMES, "chunking.lead", lead, "0.." + MAX_FRAMES);
      require(tail >= 0 && tail <= MAX_FRAMES, "chunking.tail", tail, "0.." + MAX_FRAMES);
      require(Double.isFinite(padding), "chunking.padding", padding, "finite");
    }
  }

  /** Validates ranges, and that each tensor has one use. */
  public OnnxModelDescription {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(signal, "signal");
    Objects.requireNonNull(posteriors, "posteriors");
    Objects.requireNonNull(chunking, "chunking");
    lengths = List.copyOf(lengths);
    constants = List.copyOf(constants);
    states = List.copyOf(states);
    requireAtMostOne("lengths", lengths);
    require(
        subsampling >= 1 && subsampling <= MAX_SUBSAMPLING,
        "subsampling",
        subsampling,
        "1.." + MAX_SUBSAMPLING);
    require(
        vocabularySize >= 2 && vocabularySize <= MAX_VOCABULARY,
        "vocabularySize",
        vocabularySize,
        "2.." + MAX_VOCABULARY);
    require(
        states.isEmpty() == (chunking.length() == 0),
        "chunking.length",
        chunking.length(),
        states.isEmpty() ? "0, without states" : ">= 1, with states");
    requireDistinct(signal, lengths, constants, posteriors, states);
  }

  /** Whether the model is fed chunk by chunk and carries state. */
  public boolean carriesState() {
    return !states.isEmpty();
  }

  private static void requireDistinct(
      Signal signal,
      List<Lengths> lengths,
      List<Constant> constants,
      Posteriors posteriors,
      List<State> states) {
    Set<String> inputs = new HashSet<>();
    Set<String> outputs = new HashSet<>();
    inputs.add(signal.name());
    outputs.add(posteriors.name());
    lengths.forEach(l -> requireNew(inputs, l.name()));
    constants.forEach(c -> requireNew(inputs, c.name()));
    posteriors.lengthNames().forEach(n -> requireNew(outputs, n));
    for (State state : states) {
      requireNew(inputs, state.input());
      requireNew(outputs, state.output());
    }
  }

  private static void requireNew(Set<String> names, String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("tensor \"" + name + "\" has two uses (expected: one)");
    }
  }

  private static void requireName(String key, String name) {
    require(name != null && !name.isEmpty(), key, name, "a tensor's name");
  }

  private static void requireAtMostOne(String key, List<?> list) {
    require(list.size() <= 1, key, list.size() + " entries", "at most 1");
  }

  private static List<Integer> requireShape(String key, List<Integer> shape) {
    List<Integer> copy = List.copyOf(shape);
    require(copy.stream().allMatch(d -> d == BATCH || d >= 1), key, copy, "sizes, or -1 for batch");
    double values = copy.stream().mapToDouble(d -> d == BATCH ? 1 : d).reduce(1, (a, b) -> a * b);
    require(values <= MAX_VALUES, key, copy, "at most " + MAX_VALUES + " values");
    return copy;
  }

  private static void require(boolean valid, String key, Object value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
    }
  }
}
