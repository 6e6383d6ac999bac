package org.auricle.acoustic.training;

/**
 * Mono audio kept as 16-bit samples: half the memory of floats, and the precision that recordings
 * have. Immutable by agreement.
 */
final class PcmClip {
  private static final float SCALE = 1 / 32768f;

  private final short[] samples;

  private PcmClip(short[] samples) {
    this.samples = samples;
  }

  /** Rounds samples in [-1, 1]; what lies beyond is clipped. */
  static PcmClip of(float[] samples) {
    short[] rounded = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      int value = Math.round(samples[i] / SCALE);
      rounded[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
    return new PcmClip(rounded);
  }

  int length() {
    return samples.length;
  }

  float sample(int i) {
    return samples[i] * SCALE;
  }

  /** All samples as floats, a new array. */
  float[] toFloats() {
    float[] floats = new float[samples.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = samples[i] * SCALE;
    }
    return floats;
  }

  /** Mean square of the samples. */
  double power() {
    double sum = 0;
    for (short x : samples) {
      sum += (double) x * x;
    }
    return samples.length == 0 ? 0 : sum * SCALE * SCALE / samples.length;
  }

  /** Memory taken by the samples. */
  long bytes() {
    return 2L * samples.length;
  }
}
