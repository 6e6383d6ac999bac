package org.auricle.grpc.google;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;

/** Takes whatever is loud for speech. */
final class ToneVoice implements VoiceActivityDetector {
  private static final double WINDOW_SECONDS = 0.02;
  private static final double LOUD = 0.05; // root mean square

  @Override
  public VoiceProbabilities newProbabilities(int sampleRateHz) {
    int window = (int) (WINDOW_SECONDS * sampleRateHz);
    return new VoiceProbabilities() {
      private double sum;
      private int count;

      @Override
      public double windowSeconds() {
        return WINDOW_SECONDS;
      }

      @Override
      public float[] accept(float[] samples, int offset, int length) {
        List<Float> found = new ArrayList<>();
        for (int i = offset; i < offset + length; i++) {
          sum += samples[i] * samples[i];
          if (++count == window) {
            found.add(Math.sqrt(sum / window) > LOUD ? 1f : 0f);
            sum = 0;
            count = 0;
          }
        }
        float[] probabilities = new float[found.size()];
        for (int i = 0; i < probabilities.length; i++) {
          probabilities[i] = found.get(i);
        }
        return probabilities;
      }

      @Override
      public float[] finish() {
        return accept(new float[(window - count) % window], 0, (window - count) % window);
      }
    };
  }

  @Override
  public void close() {}
}
