package org.auricle.acoustic.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.math.VectorMath;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;

/**
 * Silero VAD, version 5: a small recurrent network that gives the probability of speech in each
 * window of 32 ms (github.com/snakers4/silero-vad, MIT). The file is the user's to supply.
 * Thread-safe.
 *
 * <p>It takes audio at 8 and 16 kHz; any other rate is brought to 16 kHz first.
 */
public final class SileroVad implements VoiceActivityDetector {
  private static final int HIGH_RATE = 16_000;
  private static final int LOW_RATE = 8_000;

  private final OnnxSession session;

  private SileroVad(OnnxSession session) {
    this.session = session;
  }

  /**
   * Reads the model, to be run on one thread of the processor.
   *
   * @throws OnnxModelException if it cannot be used, or is another model
   */
  public static SileroVad open(Path file) {
    OnnxSession session = OnnxSession.open(file, file.toString(), OnnxRuntimeOptions.DEFAULT);
    try {
      requireSilero(session);
      return new SileroVad(session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static void requireSilero(OnnxSession session) {
    require(
        session.name(),
        "inputs",
        session.inputs(),
        Map.of(
            SileroWindows.INPUT, OnnxJavaType.FLOAT,
            SileroWindows.STATE, OnnxJavaType.FLOAT,
            SileroWindows.RATE, OnnxJavaType.INT64));
    require(
        session.name(),
        "outputs",
        session.outputs(),
        Map.of(
            SileroWindows.OUTPUT,
            OnnxJavaType.FLOAT,
            SileroWindows.NEXT_STATE,
            OnnxJavaType.FLOAT));
    long[] state = session.inputs().get(SileroWindows.STATE).getShape();
    if (state.length != 3 || state[0] != 2 || state[2] != SileroWindows.UNITS) {
      throw new OnnxModelException(
          session.name(),
          "input " + SileroWindows.STATE,
          "shape " + Arrays.toString(state),
          "[2, batch, " + SileroWindows.UNITS + "]: Silero VAD, version 5");
    }
  }

  private static void require(
      String name,
      String where,
      Map<String, TensorInfo> found,
      Map<String, OnnxJavaType> expected) {
    boolean same =
        found.keySet().equals(expected.keySet())
            && expected.entrySet().stream()
                .allMatch(e -> found.get(e.getKey()).type == e.getValue());
    if (!same) {
      throw new OnnxModelException(name, where, text(found), "Silero VAD's, version 5");
    }
  }

  private static String text(Map<String, TensorInfo> tensors) {
    List<String> names = new ArrayList<>();
    tensors.forEach((name, tensor) -> names.add(name + " " + tensor.type));
    return String.join(", ", names);
  }

  @Override
  public VoiceProbabilities newProbabilities(int sampleRateHz) {
    return new Stream(sampleRateHz);
  }

  /** Probabilities of the windows of samples at 8 or 16 kHz; the last is filled up with zeros. */
  SileroWindows newWindows(int rate) {
    return new SileroWindows(session, rate);
  }

  int openTensors() {
    return session.openTensors();
  }

  @Override
  public void close() {
    session.close();
  }

  private final class Stream implements VoiceProbabilities {
    private final Resampler.Stream resampler;
    private final SileroWindows windows;
    private boolean finished;

    Stream(int rate) {
      int modelRate = rate == LOW_RATE ? LOW_RATE : HIGH_RATE;
      resampler = Resampler.newStream(rate, modelRate);
      windows = newWindows(modelRate);
    }

    @Override
    public double windowSeconds() {
      return windows.seconds();
    }

    @Override
    public float[] accept(float[] audio, int offset, int length) {
      requireOpen();
      if (!VectorMath.isFinite(length, audio, offset)) {
        throw new IllegalArgumentException("samples: NaN or infinite (expected: numbers)");
      }
      return windows.accept(resampler.accept(audio, offset, length));
    }

    @Override
    public float[] finish() {
      requireOpen();
      finished = true;
      float[] complete = windows.accept(resampler.finish());
      float[] rest = windows.finish();
      float[] all = Arrays.copyOf(complete, complete.length + rest.length);
      System.arraycopy(rest, 0, all, complete.length, rest.length);
      return all;
    }

    private void requireOpen() {
      if (finished) {
        throw new IllegalStateException("the stream has been finished");
      }
    }
  }
}
