package org.auricle.acoustic.onnx;

import java.util.Arrays;
import java.util.List;
import org.auricle.engine.recognition.LogPosteriors;

/** Rows of several runs, one after the other. */
final class PosteriorParts {
  private PosteriorParts() {}

  static LogPosteriors join(List<LogPosteriors> parts, int tokens, double shiftSeconds) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int rows = parts.stream().mapToInt(LogPosteriors::frames).sum();
    float[] all = new float[Math.multiplyExact(rows, tokens)];
    int at = 0;
    for (LogPosteriors part : parts) {
      int size = part.frames() * tokens;
      System.arraycopy(part.logProbs(), 0, all, at, size);
      at += size;
    }
    return new LogPosteriors(all, rows, tokens, shiftSeconds);
  }

  /** Rows [from, to) as a copy. */
  static LogPosteriors rows(LogPosteriors all, int from, int to) {
    int tokens = all.tokens();
    float[] copy = Arrays.copyOfRange(all.logProbs(), from * tokens, to * tokens);
    return new LogPosteriors(copy, to - from, tokens, all.frameShiftSeconds());
  }
}
