package org.auricle.acoustic.vad;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Networks that have learned nothing. */
public final class RandomVoiceNet {
  private RandomVoiceNet() {}

  /** Weights within -0.5 .. 0.5. */
  public static VoiceNetWeights of(VoiceNetConfig config, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, float[]> tensors = new LinkedHashMap<>();
    VoiceNetWeights.shapes(config)
        .forEach(
            (name, shape) -> {
              float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextDouble() - 0.5);
              }
              tensors.put(name, values);
            });
    return new VoiceNetWeights(config, tensors);
  }
}
