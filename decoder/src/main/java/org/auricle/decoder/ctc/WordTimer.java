package org.auricle.decoder.ctc;

import java.util.Arrays;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * When each token of a hypothesis was spoken, and so each word: the most probable path that reads
 * as the tokens (forced alignment; Viterbi over the states blank, token, blank, token, ..., blank
 * of Graves et al. 2006).
 *
 * <p>Takes O(frames x tokens) time. Memory stays at O(sqrt(frames) x tokens): scores are kept only
 * where a block of frames begins, and the decisions inside a block are worked out again on the way
 * back, for the few states that its end can be reached from.
 */
public final class WordTimer {
  private final float[] y; // [frames x tokens], natural log
  private final int frames;
  private final int tokens;
  private final int blank;
  private final int[] sequence; // [n]
  private final int states; // 2 n + 1; even: blank, odd s: sequence[s / 2]

  private WordTimer(LogPosteriors posteriors, int blank, int[] sequence) {
    this.y = posteriors.logProbs();
    this.frames = posteriors.frames();
    this.tokens = posteriors.tokens();
    this.blank = blank;
    this.sequence = sequence;
    this.states = 2 * sequence.length + 1;
  }

  /**
   * The best path of a token sequence.
   *
   * @param startFrames [n] first frame of each token
   * @param endFrames [n] one past the last frame of each token
   * @param score natural log of the probability of this one path
   */
  public record Alignment(int[] startFrames, int[] endFrames, double score) {}

  /**
   * Aligns a token sequence.
   *
   * @param posteriors [frames x tokens]
   * @param blank id of the CTC blank
   * @param sequence [n] token ids without blanks
   * @throws IllegalArgumentException if no path with a probability above 0 reads as the tokens
   */
  public static Alignment align(LogPosteriors posteriors, int blank, int[] sequence) {
    if (posteriors.frames() == 0 && sequence.length == 0) {
      return new Alignment(new int[0], new int[0], 0);
    }
    return new WordTimer(posteriors, blank, sequence).align();
  }

  private Alignment align() {
    int block = Math.max(1, (int) Math.ceil(Math.sqrt(frames)));
    double[][] checkpoints = new double[(frames + block - 1) / block][];
    double[] alpha = new double[states];
    Arrays.fill(alpha, LogMath.ZERO);
    for (int t = 0; t < frames; t++) {
      if (t % block == 0) {
        checkpoints[t / block] = alpha.clone();
      }
      step(t, alpha, 0, states - 1, null);
    }
    int state = states > 1 && alpha[states - 2] > alpha[states - 1] ? states - 2 : states - 1;
    double score = frames == 0 ? LogMath.ZERO : alpha[state];
    if (score == LogMath.ZERO) {
      throw new IllegalArgumentException(
          "alignment of "
              + sequence.length
              + " tokens to "
              + frames
              + " frames: probability 0 (expected: > 0)");
    }
    return traceBack(checkpoints, block, state, score);
  }

  private Alignment traceBack(double[][] checkpoints, int block, int lastState, double score) {
    int[] starts = new int[sequence.length];
    int[] ends = new int[sequence.length];
    byte[][] moves = new byte[block][2 * block + 1]; // states left behind, by frame and state
    int state = lastState;
    for (int b = checkpoints.length - 1; b >= 0; b--) {
      int from = b * block;
      int to = Math.min(frames, from + block);
      int low = Math.max(0, state - 2 * (to - from));
      for (int t = from; t < to; t++) {
        step(t, checkpoints[b], low, state, moves[t - from]);
      }
      for (int t = to - 1; t >= from; t--) {
        if (state % 2 == 1) {
          starts[state / 2] = t;
          ends[state / 2] = Math.max(ends[state / 2], t + 1);
        }
        state -= moves[t - from][state - low];
      }
    }
    return new Alignment(starts, ends, score);
  }

  /**
   * Advances the scores of states low..high over frame t, in place from the top down; states below
   * low are as they were, and only states from which the end cannot be reached are the worse for
   * it.
   *
   * @param moves per state from low, how many states the best path advanced by; or null
   */
  private void step(int t, double[] alpha, int low, int high, byte[] moves) {
    int row = t * tokens;
    for (int s = high; s >= low; s--) {
      int token = s % 2 == 0 ? blank : sequence[s / 2];
      double best;
      byte move = 0;
      if (t == 0) {
        best = s <= 1 ? 0 : LogMath.ZERO;
      } else {
        best = alpha[s];
        if (s > 0 && alpha[s - 1] > best) {
          best = alpha[s - 1];
          move = 1;
        }
        if (s > 2 && s % 2 == 1 && token != sequence[s / 2 - 1] && alpha[s - 2] > best) {
          best = alpha[s - 2];
          move = 2;
        }
      }
      alpha[s] = best + y[row + token];
      if (moves != null) {
        moves[s - low] = move;
      }
    }
  }
}
