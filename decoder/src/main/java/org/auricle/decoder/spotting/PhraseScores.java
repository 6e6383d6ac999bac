package org.auricle.decoder.spotting;

import java.util.Arrays;
import java.util.List;
import org.auricle.engine.math.LogMath;

/**
 * The best way in which a phrase may have ended with the last frame, over all of its token
 * sequences and all frames at which it may have begun: one step of a dynamic programme for every
 * frame, in O(states) and without allocation. Not thread-safe.
 */
final class PhraseScores {
  private final int[] tokens; // [states] what a state emits: of each sequence token, blank, token
  private final boolean[] skips; // [states] whether the blank before may be left out
  private final int[] firsts; // [sequences] first state; the last is before the next one's first
  private final double[] scores; // [states] of the best path into each, natural log
  private final long[] starts; // [states] first frame of that path
  private final double[] limits; // [sequences] nats that every token may cost
  private double margin; // of the best path, to its limit
  private double perToken; // its score
  private long start; // its first frame

  /**
   * A phrase that has not begun.
   *
   * @param sequences its token sequences, none empty
   * @param limits [sequences] nats that every one of their tokens may cost on average
   */
  PhraseScores(List<int[]> sequences, double[] limits, int blank) {
    int states = sequences.stream().mapToInt(s -> 2 * s.length - 1).sum();
    tokens = new int[states];
    skips = new boolean[states];
    firsts = new int[sequences.size() + 1];
    scores = new double[states];
    starts = new long[states];
    this.limits = limits.clone();
    Arrays.fill(scores, LogMath.ZERO);
    int s = 0;
    for (int i = 0; i < sequences.size(); i++) {
      int[] sequence = sequences.get(i);
      firsts[i] = s;
      for (int k = 0; k < sequence.length; k++) {
        if (k > 0) {
          tokens[s++] = blank;
          skips[s] = sequence[k] != sequence[k - 1];
        }
        tokens[s++] = sequence[k];
      }
    }
    firsts[sequences.size()] = s;
  }

  /**
   * Takes a frame.
   *
   * @param y log-posteriors
   * @param row where the frame's begin
   * @param frame its number
   */
  void step(float[] y, int row, long frame) {
    margin = LogMath.ZERO;
    for (int i = 0; i + 1 < firsts.length; i++) {
      int first = firsts[i];
      int last = firsts[i + 1] - 1;
      for (int s = last; s > first; s--) { // from the last on, so that predecessors are unspent
        advance(s);
        scores[s] += y[row + tokens[s]];
      }
      if (!(scores[first] >= 0)) { // to begin now is better
        scores[first] = 0;
        starts[first] = frame;
      }
      scores[first] += y[row + tokens[first]];
      double score = scores[last] / ((last - first) / 2 + 1);
      if (score + limits[i] > margin) {
        margin = score + limits[i];
        perToken = score;
        start = starts[last];
      }
    }
  }

  private void advance(int s) {
    int from = s;
    if (scores[s - 1] > scores[from]) {
      from = s - 1;
    }
    if (skips[s] && scores[s - 2] > scores[from]) {
      from = s - 2;
    }
    scores[s] = scores[from];
    starts[s] = starts[from];
  }

  /** What the best path that ends with the frame is above its limit, for every token. */
  double margin() {
    return margin;
  }

  /** Score of that path for every token, 0 at most; if there is one. */
  double perToken() {
    return perToken;
  }

  /** The first frame of that path; if there is one. */
  long start() {
    return start;
  }

  /** Forgets all paths. */
  void reset() {
    Arrays.fill(scores, LogMath.ZERO);
  }
}
