package org.auricle.decoder.ctc;

import java.util.Arrays;
import org.auricle.engine.recognition.LogPosteriors;

/** The posteriors of one utterance, kept as they arrive, checked once. Not thread-safe. */
final class PosteriorLog {
  private final int tokens;
  private float[] logProbs = new float[0]; // [>= frames x tokens], row-major, natural log
  private int frames;
  private double frameShiftSeconds = 1; // until the first chunk says

  PosteriorLog(int tokens) {
    this.tokens = tokens;
  }

  /** Appends all rows, or none of them if one is bad. */
  void append(LogPosteriors chunk) {
    if (chunk.tokens() != tokens) {
      throw new IllegalArgumentException(
          "posteriors: " + chunk.tokens() + " tokens (expected: " + tokens + ", the vocabulary)");
    }
    int count = chunk.frames() * tokens;
    check(chunk.logProbs(), count);
    int used = frames * tokens;
    int needed = Math.addExact(used, count);
    if (needed > logProbs.length) {
      int grown = (int) Math.min(Integer.MAX_VALUE - 8L, used + used / 2L);
      logProbs = Arrays.copyOf(logProbs, Math.max(needed, grown));
    }
    System.arraycopy(chunk.logProbs(), 0, logProbs, used, count);
    frames += chunk.frames();
    frameShiftSeconds = chunk.frameShiftSeconds();
  }

  private void check(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      if (!(values[i] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "log-posterior of frame "
                + (frames + i / tokens)
                + ", token "
                + i % tokens
                + ": "
                + values[i]
                + " (expected: a natural logarithm, finite or -Infinity)");
      }
    }
  }

  /** All rows so far; a view that the next append may leave behind. */
  LogPosteriors view() {
    return new LogPosteriors(logProbs, frames, tokens, frameShiftSeconds);
  }

  float[] logProbs() {
    return logProbs;
  }

  int frames() {
    return frames;
  }

  int tokens() {
    return tokens;
  }
}
