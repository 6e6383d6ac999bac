package org.auricle.engine.audio;

/**
 * Speech with noise behind it, at a given signal-to-noise ratio: the level of the whole recording
 * of speech over that of as long a stretch of noise.
 */
public final class NoiseMix {
  /**
   * A nearly silent stretch is scaled as if it had this share of its recording's level, so that the
   * pause between two dog barks does not become a roar of quantisation noise.
   */
  private static final double POWER_FLOOR = 0.01;

  /** Samples of a frame of {@link Level#LOUDEST_FRAME}. */
  public static final int FRAME = 2048;

  private NoiseMix() {}

  /** What the ratio is between. */
  public enum Level {
    /** The mean power, pauses included. */
    MEAN,

    /**
     * The energy of the loudest of the frames of {@value NoiseMix#FRAME} samples that follow each
     * other from the start, as published evaluations of spoken orders have it. At 16 kHz such a
     * frame lasts for 128 ms.
     */
    LOUDEST_FRAME;

    /** The level of samples; 0 without any. */
    double of(float[] samples) {
      if (this == MEAN) {
        return samples.length == 0 ? 0 : energy(samples, 0, samples.length) / samples.length;
      }
      double loudest = samples.length < FRAME ? energy(samples, 0, samples.length) : 0;
      for (int from = 0; from + FRAME <= samples.length; from += FRAME) {
        loudest = Math.max(loudest, energy(samples, from, from + FRAME));
      }
      return loudest;
    }
  }

  /** Adds noise at a ratio of mean powers. */
  public static AudioClip mix(AudioClip speech, AudioClip noise, int start, double snrDb) {
    return mix(speech, noise, start, snrDb, Level.MEAN);
  }

  /**
   * Adds noise, repeated as often as needed. Where either has no power, or the noise no samples,
   * the speech is returned as it is.
   *
   * @param noise at the rate of the speech
   * @param start the sample of the noise that falls on the first of the speech
   * @param snrDb decibels
   * @param level that of speech and noise are compared
   * @throws IllegalArgumentException if the rates differ or start is no sample of the noise
   */
  public static AudioClip mix(
      AudioClip speech, AudioClip noise, int start, double snrDb, Level level) {
    if (noise.sampleRate() != speech.sampleRate()) {
      throw new IllegalArgumentException(
          "noise's rate: " + noise.sampleRate() + " (expected: " + speech.sampleRate() + ")");
    }
    int length = noise.samples().length;
    if (length == 0) {
      return speech;
    }
    if (start < 0 || start >= length) {
      throw new IllegalArgumentException(
          "start: " + start + " (expected: 0.." + (length - 1) + ")");
    }
    float[] mixed = speech.samples().clone();
    float[] stretch = new float[mixed.length];
    for (int i = 0; i < stretch.length; i++) {
      stretch[i] = noise.samples()[(int) (((long) start + i) % length)];
    }
    double noisePower = Math.max(level.of(stretch), POWER_FLOOR * level.of(noise.samples()));
    double speechPower = level.of(mixed);
    if (noisePower == 0 || speechPower == 0) {
      return speech;
    }
    float gain = (float) Math.sqrt(speechPower / noisePower * Math.pow(10, -snrDb / 10));
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] += gain * stretch[i];
    }
    return new AudioClip(mixed, speech.sampleRate());
  }

  private static double energy(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum;
  }
}
