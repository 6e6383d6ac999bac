package org.auricle.acoustic.training;

import java.util.List;
import java.util.SplittableRandom;

/** Adds a random stretch of a random noise recording at a random signal-to-noise ratio. */
final class NoiseMixer {
  /**
   * A nearly silent stretch is scaled as if it had this share of its recording's mean power, so
   * that the pause between two dog barks does not become a roar of quantisation noise.
   */
  private static final double POWER_FLOOR = 0.01;

  private final List<PcmClip> noises;
  private final AugmentationOptions.Noise options;

  /**
   * A mixer.
   *
   * @param noises at the rate of the speech; empty for none
   */
  NoiseMixer(List<PcmClip> noises, AugmentationOptions.Noise options) {
    this.noises = List.copyOf(noises);
    this.options = options;
  }

  /** Adds to the samples in place, or leaves them, by the probability. */
  void apply(float[] samples, SplittableRandom random) {
    if (noises.isEmpty() || samples.length == 0 || random.nextDouble() >= options.probability()) {
      return;
    }
    PcmClip noise = noises.get(random.nextInt(noises.size()));
    double snrDb =
        options.minSnrDb() + (options.maxSnrDb() - options.minSnrDb()) * random.nextDouble();
    if (noise.length() > 0) {
      add(samples, noise, random.nextInt(noise.length()), snrDb);
    }
  }

  /** Adds the noise, repeated as often as needed, from one of its samples on. */
  static void add(float[] samples, PcmClip noise, int start, double snrDb) {
    double stretch = 0;
    for (int i = 0; i < samples.length; i++) {
      float x = noise.sample((start + i) % noise.length());
      stretch += x * x;
    }
    double noisePower = Math.max(stretch / samples.length, POWER_FLOOR * noise.power());
    double speechPower = 0;
    for (float x : samples) {
      speechPower += x * x;
    }
    speechPower /= samples.length;
    if (noisePower == 0 || speechPower == 0) {
      return;
    }
    float gain = (float) Math.sqrt(speechPower / noisePower * Math.pow(10, -snrDb / 10));
    for (int i = 0; i < samples.length; i++) {
      samples[i] += gain * noise.sample((start + i) % noise.length());
    }
  }
}
