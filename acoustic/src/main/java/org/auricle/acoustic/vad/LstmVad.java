package org.auricle.acoustic.vad;

import java.util.Arrays;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureStream;
import org.auricle.engine.math.Activations;
import org.auricle.engine.math.RecurrentMatrix;
import org.auricle.engine.math.VectorMath;
import org.auricle.engine.nn.LstmInference;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;

/**
 * The small network that bundles ship with. It hears the past only: a window's probability is known
 * 15 ms after its end, when the last of its frames is complete. Thread-safe.
 */
public final class LstmVad implements VoiceActivityDetector {
  private final VoiceNetConfig config;
  private final VoiceFeatures features;
  private final LstmInference lstm;
  private final float[] outputWeight; // [H]
  private final float outputBias;

  /** Lays the weights out. */
  public LstmVad(VoiceNetWeights weights) {
    config = weights.config();
    features = new VoiceFeatures(config);
    lstm =
        new LstmInference(
            config.inputDim(),
            config.hidden(),
            weights.values(VoiceNetWeights.WEIGHT_IH),
            weights.values(VoiceNetWeights.WEIGHT_HH),
            weights.values(VoiceNetWeights.BIAS),
            RecurrentMatrix.Precision.FLOAT32);
    outputWeight = weights.values(VoiceNetWeights.OUTPUT_WEIGHT);
    outputBias = weights.values(VoiceNetWeights.OUTPUT_BIAS)[0];
  }

  @Override
  public VoiceProbabilities newProbabilities(int sampleRateHz) {
    return new Stream(sampleRateHz);
  }

  @Override
  public void close() {
    // holds nothing but memory
  }

  private final class Stream implements VoiceProbabilities {
    private final Resampler.Stream resampler;
    private final FeatureStream windows = features.newStream();
    private final LstmInference.State state = lstm.newState();
    private final float[] hidden = new float[config.hidden()];
    private boolean finished;

    Stream(int rate) {
      resampler = Resampler.newStream(rate, VoiceNetConfig.SAMPLE_RATE_HZ);
    }

    @Override
    public double windowSeconds() {
      return config.windowSeconds();
    }

    @Override
    public float[] accept(float[] samples, int offset, int length) {
      requireOpen();
      if (!VectorMath.isFinite(length, samples, offset)) {
        throw new IllegalArgumentException("samples: NaN or infinite (expected: numbers)");
      }
      float[] resampled = resampler.accept(samples, offset, length);
      return probabilities(windows.accept(resampled, 0, resampled.length));
    }

    @Override
    public float[] finish() {
      requireOpen();
      finished = true;
      float[] rest = resampler.finish();
      float[] complete = probabilities(windows.accept(rest, 0, rest.length));
      float[] last = probabilities(windows.finish());
      float[] all = Arrays.copyOf(complete, complete.length + last.length);
      System.arraycopy(last, 0, all, complete.length, last.length);
      return all;
    }

    private float[] probabilities(FeatureMatrix input) {
      VoiceFeatures.scale(input);
      float[] probabilities = new float[input.frames()];
      for (int i = 0; i < probabilities.length; i++) {
        lstm.run(input.data(), i * input.dim(), 1, false, state, hidden, 0, hidden.length);
        probabilities[i] = VectorMath.dot(hidden.length, outputWeight, 0, hidden, 0) + outputBias;
      }
      Activations.sigmoid(probabilities.length, probabilities, 0);
      return probabilities;
    }

    private void requireOpen() {
      if (finished) {
        throw new IllegalStateException("the stream has been finished");
      }
    }
  }
}
