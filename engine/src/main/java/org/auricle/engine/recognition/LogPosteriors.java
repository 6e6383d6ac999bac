package org.auricle.engine.recognition;

import java.util.Arrays;
import java.util.Objects;

/**
 * What the acoustic model says about each frame.
 *
 * @param logProbs [frames x tokens], row-major, natural log, each row a log-softmax; shared, not
 *     copied: treat as immutable
 * @param frames number of rows
 * @param tokens size of the vocabulary, blank included
 * @param frameShiftSeconds from one row to the next
 */
public record LogPosteriors(float[] logProbs, int frames, int tokens, double frameShiftSeconds) {

  /** Requires that the array holds at least the rows announced. */
  public LogPosteriors {
    Objects.requireNonNull(logProbs, "logProbs");
    if (frames < 0 || tokens < 1 || (long) frames * tokens > logProbs.length) {
      throw new IllegalArgumentException(
          "frames x tokens: "
              + frames
              + " x "
              + tokens
              + " (expected: frames >= 0, tokens >= 1, at most "
              + logProbs.length
              + " values)");
    }
    if (!(frameShiftSeconds > 0)) {
      throw new IllegalArgumentException(
          "frameShiftSeconds: " + frameShiftSeconds + " (expected: > 0)");
    }
  }

  /** The rows of both, one after the other. */
  LogPosteriors then(LogPosteriors next) {
    float[] all = Arrays.copyOf(logProbs, (frames + next.frames) * tokens);
    System.arraycopy(next.logProbs, 0, all, frames * tokens, next.frames * tokens);
    return new LogPosteriors(all, frames + next.frames, tokens, frameShiftSeconds);
  }
}
