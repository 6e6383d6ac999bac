package org.auricle.grpc;

import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;

/** Takes whatever is loud for speech: right for beeps in silence. */
public final class ToneVoice implements VoiceActivityDetector {
  private static final double WINDOW_SECONDS = 0.01;
  private static final float LOUD = 0.05f;

  @Override
  public VoiceProbabilities newProbabilities(int sampleRateHz) {
    int window = (int) (WINDOW_SECONDS * sampleRateHz);
    return new VoiceProbabilities() {
      private float peak;
      private int filled;

      @Override
      public double windowSeconds() {
        return WINDOW_SECONDS;
      }

      @Override
      public float[] accept(float[] samples, int offset, int length) {
        float[] probabilities = new float[(filled + length) / window];
        int done = 0;
        for (int i = offset; i < offset + length; i++) {
          peak = Math.max(peak, Math.abs(samples[i]));
          if (++filled == window) {
            probabilities[done++] = peak > LOUD ? 1 : 0;
            filled = 0;
            peak = 0;
          }
        }
        return probabilities;
      }

      @Override
      public float[] finish() {
        return filled == 0 ? new float[0] : new float[] {peak > LOUD ? 1 : 0};
      }
    };
  }

  @Override
  public void close() {}
}
