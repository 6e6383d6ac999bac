package org.auricle.models;

import java.util.function.DoubleUnaryOperator;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;

/** Says of each 10 ms what follows from how loud they are. */
final class LoudnessVoice implements VoiceActivityDetector {
  private final DoubleUnaryOperator probability; // of the loudest sample
  boolean closed;

  LoudnessVoice(DoubleUnaryOperator probability) {
    this.probability = probability;
  }

  @Override
  public VoiceProbabilities newProbabilities(int sampleRateHz) {
    int window = sampleRateHz / 100;
    return new VoiceProbabilities() {
      private float loudest;
      private int count;

      @Override
      public double windowSeconds() {
        return 0.01;
      }

      @Override
      public float[] accept(float[] samples, int offset, int length) {
        float[] probabilities = new float[(count + length) / window];
        int next = 0;
        for (int i = offset; i < offset + length; i++) {
          loudest = Math.max(loudest, Math.abs(samples[i]));
          if (++count == window) {
            probabilities[next++] = (float) probability.applyAsDouble(loudest);
            loudest = 0;
            count = 0;
          }
        }
        return probabilities;
      }

      @Override
      public float[] finish() {
        return new float[0];
      }
    };
  }

  @Override
  public void close() {
    closed = true;
  }
}
