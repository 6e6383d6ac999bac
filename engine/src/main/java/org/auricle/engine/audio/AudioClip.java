package org.auricle.engine.audio;

import java.util.Objects;

/**
 * Mono audio in memory.
 *
 * @param samples [frames], nominally in [-1, 1]; shared, not copied: treat as immutable
 * @param sampleRate in hertz
 */
public record AudioClip(float[] samples, int sampleRate) {

  /** Validates the rate; the samples are taken as they are. */
  public AudioClip {
    Objects.requireNonNull(samples, "samples");
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("sampleRate: " + sampleRate + " (expected: > 0)");
    }
  }

  /** Length in seconds. */
  public double durationSeconds() {
    return (double) samples.length / sampleRate;
  }
}
