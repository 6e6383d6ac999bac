package org.auricle.acoustic.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Probabilities of speech, window by window. Each run is given a window and the last samples of the
 * one before, and the state as the run before left it. Tensors are laid over the same memory for
 * all windows of a call. Not thread-safe.
 */
final class SileroWindows {
  static final String INPUT = "input";
  static final String STATE = "state";
  static final String RATE = "sr";
  static final String OUTPUT = "output";
  static final String NEXT_STATE = "stateN";
  static final int UNITS = 128;

  private static final int WINDOW_MILLIS = 32;
  private static final int CONTEXT_DIVISOR = 8;

  private final OnnxSession session;
  private final int rate;
  private final int window; // samples
  private final int context; // samples of the window before

  private final TensorBuffer input = new TensorBuffer(OnnxJavaType.FLOAT);
  private final TensorBuffer sampleRate = new TensorBuffer(OnnxJavaType.INT64);
  private final TensorBuffer output = new TensorBuffer(OnnxJavaType.FLOAT);
  private TensorBuffer state = new TensorBuffer(OnnxJavaType.FLOAT);
  private TensorBuffer nextState = new TensorBuffer(OnnxJavaType.FLOAT);

  private float[] pending; // the context, then samples of the window in the making
  private int filled;
  private long windows;

  SileroWindows(OnnxSession session, int rate) {
    this.session = session;
    this.rate = rate;
    window = rate * WINDOW_MILLIS / 1000;
    context = window / CONTEXT_DIVISOR;
    pending = new float[context + window];
    filled = context;
    state.fill(0, 2, 1, UNITS);
    sampleRate.fill(rate);
  }

  /** From one window to the next. */
  double seconds() {
    return (double) window / rate;
  }

  /** Takes samples; the probabilities of the windows that became complete. */
  float[] accept(float[] samples) {
    int all = filled + samples.length;
    int count = (all - context) / window;
    float[] probabilities = new float[count];
    if (count > 0) {
      try (Tensors tensors = new Tensors()) {
        int at = 0;
        for (int i = 0; i < count; i++) {
          int take = pending.length - filled;
          System.arraycopy(samples, at, pending, filled, take);
          at += take;
          probabilities[i] = tensors.run();
          System.arraycopy(pending, window, pending, 0, context);
          filled = context;
        }
        System.arraycopy(samples, at, pending, filled, samples.length - at);
        filled += samples.length - at;
      }
    } else {
      System.arraycopy(samples, 0, pending, filled, samples.length);
      filled = all;
    }
    return probabilities;
  }

  /** The probability of what is left, if anything. */
  float[] finish() {
    return filled == context ? new float[0] : accept(new float[pending.length - filled]);
  }

  /** Tensors over the memory above, which take turns as state. */
  private final class Tensors implements AutoCloseable {
    private final OnnxTensor signal = session.tensor(input, 1, context + window);
    private final OnnxTensor hertz = session.tensor(sampleRate);
    private final OnnxTensor probability = session.tensor(output, 1, 1);
    private OnnxTensor from = session.tensor(state, 2, 1, UNITS);
    private OnnxTensor to = session.tensor(nextState, 2, 1, UNITS);

    /** The probability of the window in {@code pending}. */
    float run() {
      input.put(pending, 0, pending.length, 1, 0, 1);
      Map<String, OnnxTensor> inputs = Map.of(INPUT, signal, STATE, from, RATE, hertz);
      Map<String, OnnxTensor> outputs = Map.of(OUTPUT, probability, NEXT_STATE, to);
      try (OrtSession.Result result = session.run(inputs, Set.of(), outputs)) {
        turn();
      } catch (OrtException e) {
        throw OrtErrors.translate(session.name(), "window " + windows, e);
      }
      float[] value = new float[1];
      output.get(0, value, 0, 1);
      if (!(value[0] >= 0 && value[0] <= 1)) {
        throw new OnnxModelException(
            session.name(), "output, window " + windows, "" + value[0], "a probability");
      }
      windows++;
      return value[0];
    }

    private void turn() {
      OnnxTensor tensor = from;
      from = to;
      to = tensor;
      TensorBuffer memory = state;
      state = nextState;
      nextState = memory;
    }

    @Override
    public void close() {
      session.release(List.of(signal, hertz, probability, from, to));
    }
  }
}
