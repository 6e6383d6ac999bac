package org.auricle.engine.audio;

/**
 * Speech with noise behind it, at a given signal-to-noise ratio: the mean power of the whole
 * recording of speech, pauses included, over that of as long a stretch of noise.
 */
public final class NoiseMix {
  /**
   * A nearly silent stretch is scaled as if it had this share of its recording's mean power, so
   * that the pause between two dog barks does not become a roar of quantisation noise.
   */
  private static final double POWER_FLOOR = 0.01;

  private NoiseMix() {}

  /**
   * Adds noise, repeated as often as needed. Where either has no power, or the noise no samples,
   * the speech is returned as it is.
   *
   * @param noise at the rate of the speech
   * @param start the sample of the noise that falls on the first of the speech
   * @param snrDb decibels
   * @throws IllegalArgumentException if the rates differ or start is no sample of the noise
   */
  public static AudioClip mix(AudioClip speech, AudioClip noise, int start, double snrDb) {
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
    double noisePower = Math.max(power(stretch), POWER_FLOOR * power(noise.samples()));
    double speechPower = power(mixed);
    if (noisePower == 0 || speechPower == 0) {
      return speech;
    }
    float gain = (float) Math.sqrt(speechPower / noisePower * Math.pow(10, -snrDb / 10));
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] += gain * stretch[i];
    }
    return new AudioClip(mixed, speech.sampleRate());
  }

  /** Mean square. */
  private static double power(float[] samples) {
    double sum = 0;
    for (float x : samples) {
      sum += (double) x * x;
    }
    return samples.length == 0 ? 0 : sum / samples.length;
  }
}
