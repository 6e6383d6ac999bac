package org.auricle.acoustic.training;

import java.util.Arrays;
import java.util.Objects;
import org.auricle.engine.math.LogMath;

/**
 * Connectionist temporal classification: minus the log of the probability of all the paths that
 * read as the labels, and its gradient (Graves, Fernandez, Gomez and Schmidhuber 2006, <i>CTC:
 * labelling unsegmented sequence data with recurrent neural networks</i>; equation numbers below).
 *
 * <p>Symbols: T frames; l the labels; l' = the labels with a blank before, between and after them;
 * y(t, k) the softmax output for token k at frame t; alpha(t, s) the probability of all the path
 * beginnings that stand at l'(s) in frame t, beta(t, s) that of the path endings, both counting
 * y(t, l'(s)). Everything is kept as natural logarithms in double precision.
 *
 * <p>Not thread-safe: the scratch belongs to the instance and grows to the largest utterance seen.
 */
public final class CtcLoss {
  private static final double ZERO = LogMath.ZERO;

  private final int blank;
  private double[] alpha = new double[0]; // [frames x states], natural log
  private double[] beta = new double[0]; // [states] of one frame, natural log
  private double[] betaNext = new double[0]; // [states] of the frame after it
  private int[] extended = new int[0]; // l' [states]

  /**
   * A loss over tokens among which one is the blank.
   *
   * @param blank its id
   */
  public CtcLoss(int blank) {
    if (blank < 0) {
      throw new IllegalArgumentException("blank: " + blank + " (expected: >= 0)");
    }
    this.blank = blank;
  }

  /** The length of the shortest path: a frame a label, and a blank between equal neighbours. */
  public static int framesNeeded(int[] labels) {
    int needed = labels.length;
    for (int i = 1; i < labels.length; i++) {
      if (labels[i] == labels[i - 1]) {
        needed++;
      }
    }
    return needed;
  }

  /**
   * Loss of one utterance, and its gradient with respect to the logits (the values before the
   * log-softmax). The utterance's frames may lie anywhere among the rows, as they do in a packed
   * mini-batch.
   *
   * @param logProbs [rows x tokens], row-major, natural log, each row a log-softmax
   * @param tokens row width, blank included
   * @param rows [at least frames] row of each frame
   * @param frames T
   * @param labels token ids without blanks
   * @param scale factor on the gradient, such as 1 / batch size
   * @param dLogits [rows x tokens], the utterance's rows are overwritten with scale * (softmax -
   *     occupation); zero where the loss is not finite
   * @return -ln p(labels), natural log, not scaled
   * @throws TooFewFramesException if frames &lt; {@link #framesNeeded}
   */
  public double compute(
      float[] logProbs,
      int tokens,
      int[] rows,
      int frames,
      int[] labels,
      float scale,
      float[] dLogits) {
    int needed = framesNeeded(labels);
    if (frames < Math.max(1, needed)) {
      throw new TooFewFramesException(frames, Math.max(1, needed));
    }
    Objects.checkFromIndexSize(0, frames, rows.length);
    extend(labels, tokens, frames);
    double logP = forward(logProbs, tokens, rows, frames, labels.length);
    if (Double.isFinite(logP)) {
      backward(logProbs, tokens, rows, frames, labels.length, logP, scale, dLogits);
    } else {
      for (int t = 0; t < frames; t++) {
        Arrays.fill(dLogits, rows[t] * tokens, (rows[t] + 1) * tokens, 0f);
      }
    }
    return -logP;
  }

  private void extend(int[] labels, int tokens, int frames) {
    int states = 2 * labels.length + 1;
    if (extended.length < states) {
      extended = new int[states];
      beta = new double[states];
      betaNext = new double[states];
    }
    if (alpha.length < (long) frames * states) {
      alpha = new double[Math.multiplyExact(frames, states)];
    }
    extended[0] = blank;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= tokens || labels[i] == blank) {
        throw new IllegalArgumentException(
            "labels[" + i + "]: " + labels[i] + " (expected: 0.." + (tokens - 1) + ", not blank)");
      }
      extended[2 * i + 1] = labels[i];
      extended[2 * i + 2] = blank;
    }
  }

  /** True where a path may step from s - 2 to s, over the blank between two different labels. */
  private boolean skips(int s) {
    return s >= 2 && extended[s] != blank && extended[s] != extended[s - 2];
  }

  /** Fills alpha (eq. 5 to 7); returns ln p(l|x) (eq. 8). */
  private double forward(float[] logProbs, int tokens, int[] rows, int frames, int labels) {
    int states = 2 * labels + 1;
    Arrays.fill(alpha, 0, states, ZERO);
    alpha[0] = logProbs[rows[0] * tokens + blank];
    if (states > 1) {
      alpha[1] = logProbs[rows[0] * tokens + extended[1]];
    }
    for (int t = 1; t < frames; t++) {
      int before = (t - 1) * states;
      int now = t * states;
      int row = rows[t] * tokens;
      Arrays.fill(alpha, now, now + states, ZERO);
      int last = Math.min(states, 2 * (t + 1));
      for (int s = firstUseful(states, frames, t); s < last; s++) {
        double sum =
            LogMath.logAdd(
                alpha[before + s],
                s > 0 ? alpha[before + s - 1] : ZERO,
                skips(s) ? alpha[before + s - 2] : ZERO);
        alpha[now + s] = sum + logProbs[row + extended[s]];
      }
    }
    int end = frames * states;
    return states > 1 ? LogMath.logAdd(alpha[end - 1], alpha[end - 2]) : alpha[end - 1];
  }

  /** From states before this one the end cannot be reached in time. */
  private static int firstUseful(int states, int frames, int t) {
    return Math.max(0, states - 2 * (frames - t));
  }

  /** Runs beta backwards in time (eq. 9 to 11) and writes the gradient (eq. 16) on the way. */
  private void backward(
      float[] logProbs,
      int tokens,
      int[] rows,
      int frames,
      int labels,
      double logP,
      float scale,
      float[] dLogits) {
    int states = 2 * labels + 1;
    for (int t = frames - 1; t >= 0; t--) {
      int row = rows[t] * tokens;
      if (t == frames - 1) {
        Arrays.fill(beta, 0, states, ZERO);
        for (int s = Math.max(0, states - 2); s < states; s++) {
          beta[s] = logProbs[row + extended[s]];
        }
      } else {
        stepBack(logProbs, row, states);
      }
      for (int k = 0; k < tokens; k++) {
        dLogits[row + k] = scale * (float) Math.exp(logProbs[row + k]);
      }
      int last = Math.min(states, 2 * (t + 1));
      for (int s = firstUseful(states, frames, t); s < last; s++) {
        double through = alpha[t * states + s] + beta[s];
        if (through > ZERO) {
          int k = row + extended[s];
          dLogits[k] -= scale * (float) Math.exp(through - logProbs[k] - logP);
        }
      }
    }
  }

  private void stepBack(float[] logProbs, int row, int states) {
    double[] after = beta;
    beta = betaNext;
    betaNext = after;
    for (int s = 0; s < states; s++) {
      double sum =
          LogMath.logAdd(
              after[s],
              s + 1 < states ? after[s + 1] : ZERO,
              s + 2 < states && skips(s + 2) ? after[s + 2] : ZERO);
      beta[s] = sum + logProbs[row + extended[s]];
    }
  }
}
