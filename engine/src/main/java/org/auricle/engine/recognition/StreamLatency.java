package org.auricle.engine.recognition;

/**
 * How far an {@link AcousticStream}'s posteriors are behind the audio. A frame waits until the
 * chunk that it belongs to is complete and the look-ahead behind that has been heard: at most their
 * sum.
 *
 * @param chunkSeconds scored at a time
 * @param lookAheadSeconds heard beyond a chunk before it is scored
 */
public record StreamLatency(double chunkSeconds, double lookAheadSeconds) {

  private static final double MAX_SECONDS = 3600;

  /** Validates ranges. */
  public StreamLatency {
    require("chunkSeconds", chunkSeconds, chunkSeconds > 0 && chunkSeconds <= MAX_SECONDS, "> 0");
    require(
        "lookAheadSeconds",
        lookAheadSeconds,
        lookAheadSeconds >= 0 && lookAheadSeconds <= MAX_SECONDS,
        ">= 0");
  }

  private static void require(String name, double value, boolean valid, String least) {
    if (!valid) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + ", at most " + MAX_SECONDS + ")");
    }
  }
}
