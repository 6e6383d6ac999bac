package org.auricle.engine.recognition;

/**
 * A stretch of a recording in which somebody speaks.
 *
 * @param startSeconds from the start of the stream
 * @param endSeconds from the start of the stream
 */
public record SpeechSegment(double startSeconds, double endSeconds) {

  /** Requires a length. */
  public SpeechSegment {
    if (!(startSeconds >= 0 && endSeconds > startSeconds)) {
      throw new IllegalArgumentException(
          "startSeconds, endSeconds: "
              + startSeconds
              + ", "
              + endSeconds
              + " (expected: 0 <= start < end)");
    }
  }
}
