package org.auricle.decoder.ctc;

import java.util.Arrays;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * The exact probability of a token sequence: the forward recursion over the sequence with blanks
 * between (Graves et al. 2006, equations 6 to 8), in the log domain.
 */
public final class CtcProbability {
  private CtcProbability() {}

  /**
   * Natural log of the summed probability of all the paths that read as the tokens; negative
   * infinity if there is none. Takes O(frames x sequence) time.
   *
   * @param posteriors [frames x tokens]
   * @param blank id of the CTC blank
   * @param sequence [n] token ids without blanks
   */
  public static double of(LogPosteriors posteriors, int blank, int[] sequence) {
    int states = 2 * sequence.length + 1; // even: blank; odd s: sequence[s / 2]
    double[] alpha = new double[states];
    Arrays.fill(alpha, LogMath.ZERO);
    if (posteriors.frames() == 0) {
      return sequence.length == 0 ? 0 : LogMath.ZERO;
    }
    float[] y = posteriors.logProbs();
    alpha[0] = y[blank];
    if (states > 1) {
      alpha[1] = y[sequence[0]];
    }
    for (int t = 1; t < posteriors.frames(); t++) {
      advance(alpha, y, t * posteriors.tokens(), blank, sequence, 2 * t + 1);
    }
    return states == 1 ? alpha[0] : LogMath.logAdd(alpha[states - 1], alpha[states - 2]);
  }

  /** One frame in place, from the last state down, so that each reads its unspent predecessors. */
  private static void advance(
      double[] alpha, float[] y, int row, int blank, int[] sequence, int lastReachable) {
    for (int s = Math.min(alpha.length - 1, lastReachable); s > 0; s--) {
      double sum = LogMath.logAdd(alpha[s], alpha[s - 1]);
      if (s % 2 == 0) {
        alpha[s] = sum + y[row + blank];
      } else {
        int k = s / 2;
        if (k > 0 && sequence[k] != sequence[k - 1]) {
          sum = LogMath.logAdd(sum, alpha[s - 2]);
        }
        alpha[s] = sum + y[row + sequence[k]];
      }
    }
    alpha[0] += y[row + blank];
  }
}
