package org.auricle.acoustic.training;

import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.augment.Babble;
import org.auricle.acoustic.augment.ColoredNoise;

/** Adds random noises, recorded or made, at a random signal-to-noise ratio. Thread-safe. */
final class NoiseMixer {
  /**
   * A nearly silent stretch is scaled as if it had this share of its recording's mean power, so
   * that the pause between two dog barks does not become a roar of quantisation noise.
   */
  private static final double POWER_FLOOR = 0.01;

  /** A second noise is softer than the first by up to so many decibels. */
  private static final double SOFTER_DB = 10;

  private static final int KINDS = 3; // of synthetic noise

  private final List<PcmClip> recordings;
  private final Babble babble;
  private final AugmentationOptions.Noise options;

  /**
   * A mixer.
   *
   * @param recordings at the rate of the speech; empty for none
   */
  NoiseMixer(List<PcmClip> recordings, Babble babble, AugmentationOptions.Noise options) {
    this.recordings = recordings.stream().filter(r -> r.length() > 0).toList();
    this.babble = babble;
    this.options = options;
  }

  /** Adds to the samples in place, or leaves them, by the probability. */
  void apply(float[] samples, SplittableRandom random) {
    boolean none = recordings.isEmpty() && options.synthetic() == 0 && options.babble() == 0;
    if (none || samples.length == 0 || random.nextDouble() >= options.probability()) {
      return;
    }
    double snrDb =
        options.minSnrDb() + (options.maxSnrDb() - options.minSnrDb()) * random.nextDouble();
    int count = random.nextInt(1, options.most() + 1);
    float[] sum = draw(samples.length, random);
    double power = 1;
    for (int i = 1; i < count; i++) {
      float[] noise = draw(samples.length, random);
      double share = Math.pow(10, -SOFTER_DB * random.nextDouble() / 10);
      for (int n = 0; n < sum.length; n++) {
        sum[n] += (float) Math.sqrt(share) * noise[n];
      }
      power += share;
    }
    add(samples, sum, power, snrDb);
  }

  private float[] draw(int length, SplittableRandom random) {
    boolean nothingElse = recordings.isEmpty() && options.synthetic() == 0;
    if (options.babble() > 0 && (nothingElse || random.nextDouble() < options.babble())) {
      return babble.play(length, random);
    }
    if (recordings.isEmpty() || random.nextDouble() < options.synthetic()) {
      return switch (random.nextInt(KINDS)) {
        case 0 -> ColoredNoise.white(length, random);
        case 1 -> ColoredNoise.pink(length, random);
        default -> babble.play(length, random);
      };
    }
    PcmClip recording = recordings.get(random.nextInt(recordings.size()));
    return stretch(recording, random.nextInt(recording.length()), length);
  }

  /** A recording, repeated as often as needed, from one of its samples on, at mean power 1. */
  static float[] stretch(PcmClip recording, int start, int length) {
    float[] stretch = new float[length];
    double power = 0;
    int at = start;
    for (int i = 0; i < length; i++) {
      stretch[i] = recording.sample(at);
      power += stretch[i] * stretch[i];
      at = at + 1 == recording.length() ? 0 : at + 1;
    }
    power = Math.max(power / length, POWER_FLOOR * recording.power());
    float gain = power == 0 ? 0 : (float) (1 / Math.sqrt(power));
    for (int i = 0; i < length; i++) {
      stretch[i] *= gain;
    }
    return stretch;
  }

  /**
   * Adds noise at a ratio of mean powers.
   *
   * @param power of the noise
   */
  static void add(float[] samples, float[] noise, double power, double snrDb) {
    double speechPower = 0;
    for (float x : samples) {
      speechPower += x * x;
    }
    speechPower /= samples.length;
    float gain = (float) Math.sqrt(speechPower / power * Math.pow(10, -snrDb / 10));
    for (int i = 0; i < samples.length; i++) {
      samples[i] += gain * noise[i];
    }
  }
}
