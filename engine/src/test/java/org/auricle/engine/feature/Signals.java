package org.auricle.engine.feature;

import java.util.Random;
import org.auricle.engine.audio.AudioClip;

/** Synthesised signals for the tests of this package. */
final class Signals {
  static final int RATE = 16_000;

  private Signals() {}

  /** A tone, a chirp, noise and an offset, with a silent stretch in the middle. */
  static float[] rich(int samples, long seed) {
    Random random = new Random(seed);
    float[] signal = new float[samples];
    for (int i = 0; i < samples; i++) {
      double t = (double) i / RATE;
      double tones =
          0.3 * Math.sin(2 * Math.PI * 440 * t) + 0.2 * Math.sin(2 * Math.PI * 3_000 * t * t);
      boolean silent = i > samples / 2 && i < samples * 5 / 8;
      signal[i] = silent ? 0 : (float) (tones + 0.02 * random.nextGaussian() + 0.05);
    }
    return signal;
  }

  static AudioClip clip(float[] samples) {
    return new AudioClip(samples, RATE);
  }
}
