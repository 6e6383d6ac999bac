package org.auricle.decoder.ctc;

import java.util.Arrays;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * When each token of a hypothesis was spoken, and so each word: the most probable path that reads
 * as the tokens (forced alignment; Viterbi over the states blank, token, blank, token, ..., blank
 * of Graves et al. 2006).
 *
 * <p>Exact, and fast on long recordings: a first pass that keeps only states near the best finds
 * some path; since probabilities only fall along a path, the second may then leave out every state
 * that is less probable than that whole path. Scores are kept only where a block of sqrt(frames)
 * frames begins; the decisions inside a block are worked out again on the way back, for the few
 * states that its end can be reached from.
 */
public final class WordTimer {
  /** Nats below the frame's best within which the first pass keeps states. */
  private static final double FIRST_PASS_MARGIN = 50;

  /** Nats that rounding may take from a path's score. */
  private static final double ROUNDING = 1e-6;

  private final float[] y; // [frames x tokens], natural log
  private final int frames;
  private final int tokens;
  private final int blank;
  private final int[] sequence; // [n]
  private final int states; // 2 n + 1; even: blank, odd s: sequence[s / 2]
  private final int block; // frames
  private final double[] alpha; // [states] score of the best path into each
  private int low; // first state alive
  private int high; // last state alive

  /** Scores of the states alive before a block: of state first + i in alpha[i]. */
  private record Checkpoint(int first, double[] alpha) {}

  private WordTimer(LogPosteriors posteriors, int blank, int[] sequence) {
    this.y = posteriors.logProbs();
    this.frames = posteriors.frames();
    this.tokens = posteriors.tokens();
    this.blank = blank;
    this.sequence = sequence;
    this.states = 2 * sequence.length + 1;
    this.block = Math.max(1, (int) Math.ceil(Math.sqrt(frames)));
    this.alpha = new double[states];
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
    Checkpoint[] checkpoints = new Checkpoint[(frames + block - 1) / block];
    forward(LogMath.ZERO, FIRST_PASS_MARGIN, checkpoints);
    forward(alpha[lastState()] - ROUNDING, Double.POSITIVE_INFINITY, checkpoints);
    int state = lastState();
    double score = alpha[state];
    if (score == LogMath.ZERO) {
      throw new IllegalArgumentException(
          "alignment of "
              + sequence.length
              + " tokens to "
              + frames
              + " frames: probability 0 (expected: > 0)");
    }
    return traceBack(checkpoints, state, score);
  }

  /** A path ends in the last token or in the blank behind it. */
  private int lastState() {
    return states > 1 && alpha[states - 2] > alpha[states - 1] ? states - 2 : states - 1;
  }

  /**
   * Scores all frames.
   *
   * @param floor least score of a state that stays alive
   * @param margin most that a state may be below the frame's best to stay alive
   */
  private void forward(double floor, double margin, Checkpoint[] checkpoints) {
    Arrays.fill(alpha, LogMath.ZERO);
    low = 0;
    high = 0;
    for (int t = 0; t < frames; t++) {
      if (t % block == 0) {
        checkpoints[t / block] = new Checkpoint(low, Arrays.copyOfRange(alpha, low, high + 1));
      }
      high = Math.min(states - 1, t == 0 ? 1 : high + 2);
      double limit = Math.max(floor, step(t, low, high, null) - margin);
      while (low < high && alpha[low] < limit) {
        alpha[low++] = LogMath.ZERO;
      }
      while (low < high && alpha[high] < limit) {
        alpha[high--] = LogMath.ZERO;
      }
    }
  }

  private Alignment traceBack(Checkpoint[] checkpoints, int lastState, double score) {
    int[] starts = new int[sequence.length];
    int[] ends = new int[sequence.length];
    byte[][] moves = new byte[block][2 * block + 1]; // states left behind, by frame and state
    int state = lastState;
    for (int b = checkpoints.length - 1; b >= 0; b--) {
      int from = b * block;
      int to = Math.min(frames, from + block);
      int first = Math.max(0, state - 2 * (to - from));
      restore(checkpoints[b], Math.max(0, first - 2), state);
      for (int t = from; t < to; t++) {
        step(t, first, state, moves[t - from]);
      }
      for (int t = to - 1; t >= from; t--) {
        if (state % 2 == 1) {
          starts[state / 2] = t;
          ends[state / 2] = Math.max(ends[state / 2], t + 1);
        }
        state -= moves[t - from][state - first];
      }
    }
    return new Alignment(starts, ends, score);
  }

  private void restore(Checkpoint checkpoint, int from, int to) {
    Arrays.fill(alpha, from, to + 1, LogMath.ZERO);
    int begin = Math.max(from, checkpoint.first);
    int end = Math.min(to + 1, checkpoint.first + checkpoint.alpha.length);
    if (begin < end) {
      System.arraycopy(checkpoint.alpha, begin - checkpoint.first, alpha, begin, end - begin);
    }
  }

  /**
   * Advances the scores of states first..last over frame t, in place from the top down. States
   * below are left as they were: where some are alive, only states from which the end of the block
   * cannot be reached are the worse for it.
   *
   * @param moves per state from first, how many states the best path advanced by; or null
   * @return the best score
   */
  private double step(int t, int first, int last, byte[] moves) {
    int row = t * tokens;
    double bestOfFrame = LogMath.ZERO;
    for (int s = last; s >= first; s--) {
      int token = s % 2 == 0 ? blank : sequence[s / 2];
      double best = alpha[s];
      byte move = 0;
      if (t == 0) {
        best = s <= 1 ? 0 : LogMath.ZERO;
      } else {
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
      bestOfFrame = Math.max(bestOfFrame, alpha[s]);
      if (moves != null) {
        moves[s - first] = move;
      }
    }
    return bestOfFrame;
  }
}
