package org.auricle.decoder.ctc;

import java.util.Arrays;
import org.auricle.engine.math.LogMath;

/**
 * The exact probabilities of all the prefixes of a tree: the search's recursion over a fixed set of
 * prefixes, none of which ever falls out, so that no path is lost. Prefixes share the work for what
 * they have in common.
 */
final class TreeScores {
  /**
   * Cells this far below the least score that is wanted are left out, nats. What is left out can
   * only lose probability on its way to the end, so that even 10^12 such cells change no score by
   * more than 10^-14.
   */
  private static final double NEGLIGIBLE = 60;

  private final int nodes;
  private final int[] tokens; // [nodes] last token
  private final int[] parents; // [nodes] position of the prefix without it, always an earlier one
  private final double cutoff;
  private final double[] ending; // [nodes] paths that end in the last token
  private final double[] blanked; // [nodes] paths that end in blank
  private final double[] total; // [nodes] both

  /**
   * Prepares a set of prefixes.
   *
   * @param tokens [nodes] last token of each; the first node is the empty prefix, without one
   * @param parents [nodes] position of the prefix without the last token, an earlier one
   * @param least no score below this is wanted
   */
  TreeScores(int[] tokens, int[] parents, double least) {
    this.nodes = tokens.length;
    this.tokens = tokens;
    this.parents = parents;
    this.cutoff = least - NEGLIGIBLE;
    this.ending = new double[nodes];
    this.blanked = new double[nodes];
    this.total = new double[nodes];
    Arrays.fill(ending, LogMath.ZERO);
    Arrays.fill(blanked, LogMath.ZERO);
    Arrays.fill(total, LogMath.ZERO);
    blanked[0] = 0;
    total[0] = 0;
  }

  /** [nodes] natural logs of the probabilities over all frames of the posteriors. */
  double[] over(PosteriorLog posteriors, int blank) {
    for (int t = 0; t < posteriors.frames(); t++) {
      step(posteriors.logProbs(), t * posteriors.tokens(), blank);
    }
    return total;
  }

  /** Children before parents, so that each reads its parent as it was a frame ago. */
  private void step(float[] y, int row, int blank) {
    for (int n = nodes - 1; n > 0; n--) {
      int parent = parents[n];
      double arrival = tokens[parent] == tokens[n] ? blanked[parent] : total[parent];
      if (arrival == LogMath.ZERO && total[n] == LogMath.ZERO) {
        continue;
      }
      ending[n] = LogMath.logAdd(ending[n], arrival) + y[row + tokens[n]];
      blanked[n] = total[n] + y[row + blank];
      settle(n);
    }
    blanked[0] += y[row + blank];
    settle(0);
  }

  private void settle(int n) {
    double sum = LogMath.logAdd(ending[n], blanked[n]);
    if (sum < cutoff) {
      ending[n] = LogMath.ZERO;
      blanked[n] = LogMath.ZERO;
      sum = LogMath.ZERO;
    }
    total[n] = sum;
  }
}
