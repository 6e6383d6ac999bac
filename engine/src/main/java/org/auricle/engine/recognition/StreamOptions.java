package org.auricle.engine.recognition;

/**
 * What a caller asks of one stream.
 *
 * @param sampleRateHz of the audio that will come
 * @param alternatives most readings in a transcript
 * @param interimResults whether to recognise while audio arrives; the final result does not depend
 *     on it
 */
public record StreamOptions(int sampleRateHz, int alternatives, boolean interimResults) {

  /** Validates ranges. */
  public StreamOptions {
    if (sampleRateHz < 1) {
      throw new IllegalArgumentException("sampleRateHz: " + sampleRateHz + " (expected: > 0)");
    }
    if (alternatives < 1) {
      throw new IllegalArgumentException("alternatives: " + alternatives + " (expected: >= 1)");
    }
  }
}
