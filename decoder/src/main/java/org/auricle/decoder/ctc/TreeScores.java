package org.auricle.decoder.ctc;

import java.util.Arrays;
import java.util.List;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * The exact probabilities of all the prefixes of a tree: the search's recursion over a fixed set of
 * prefixes, none of which ever falls out, so that no path is lost. Prefixes share the work for what
 * they have in common. Only the range of nodes near a frame's most probable one is worked on; what
 * lies outside is too improbable to show in a double, unless it is all that leads to some prefix.
 */
final class TreeScores {
  /** Nats below the frame's best at which the range ends; doubles see 37. */
  static final double MARGIN = 80;

  /** Nats below which a summand does not show in a double. */
  private static final double VISIBLE = 37;

  private final int nodes;
  private final int[] tokens; // [nodes] last token
  private final int[] parents; // [nodes] position of the prefix without it, always an earlier one
  private final int[] lastChild; // [nodes] position of the last child, or the node's own
  private final double[] ending; // [nodes] paths that end in the last token
  private final double[] blanked; // [nodes] paths that end in blank
  private final double[] total; // [nodes] both
  private int low; // first node with any probability
  private int high; // last node with any probability

  /**
   * Prepares a set of prefixes, shorter ones first: then the range follows the utterance.
   *
   * @param tokens [nodes] last token of each; the first node is the empty prefix, without one
   * @param parents [nodes] position of the prefix without the last token, an earlier one
   */
  TreeScores(int[] tokens, int[] parents) {
    this.nodes = tokens.length;
    this.tokens = tokens;
    this.parents = parents;
    this.lastChild = new int[nodes];
    this.ending = new double[nodes];
    this.blanked = new double[nodes];
    this.total = new double[nodes];
    for (int n = 0; n < nodes; n++) {
      lastChild[n] = n;
      lastChild[parents[n]] = n;
    }
  }

  /**
   * The exact probabilities of token sequences, natural log, sharing the work for what they have in
   * common.
   *
   * @param atLeast [sequences] what each is known to reach: if one does not, the range is to blame,
   *     and all nodes are worked on
   */
  static double[] of(List<int[]> sequences, double[] atLeast, LogPosteriors posteriors, int blank) {
    PrefixTree tree = new PrefixTree();
    int[] ends = new int[sequences.size()];
    for (int i = 0; i < ends.length; i++) {
      for (int token : sequences.get(i)) {
        ends[i] = tree.child(ends[i], token, PrefixTree.NONE);
      }
    }
    int[] nodes = new int[tree.capacity()];
    int count = tree.list(nodes);
    int[] position = new int[tree.capacity()];
    int[] tokens = new int[count];
    int[] parents = new int[count];
    for (int i = 0; i < count; i++) {
      position[nodes[i]] = i;
      tokens[i] = tree.token(nodes[i]);
      parents[i] = i == 0 ? 0 : position[tree.parent(nodes[i])];
    }
    TreeScores scores = new TreeScores(tokens, parents);
    double[] all = scores.over(posteriors, blank, MARGIN);
    for (int i = 0; i < ends.length; i++) {
      if (all[position[ends[i]]] < atLeast[i]) {
        all = scores.over(posteriors, blank, Double.POSITIVE_INFINITY);
        break;
      }
    }
    double[] exact = new double[ends.length];
    for (int i = 0; i < ends.length; i++) {
      exact[i] = all[position[ends[i]]];
    }
    return exact;
  }

  /**
   * [nodes] natural logs of the probabilities over all frames; reused by the next call.
   *
   * @param margin nats below the frame's best at which the range ends; infinity: the whole tree
   */
  double[] over(LogPosteriors posteriors, int blank, double margin) {
    Arrays.fill(ending, LogMath.ZERO);
    Arrays.fill(blanked, LogMath.ZERO);
    Arrays.fill(total, LogMath.ZERO);
    blanked[0] = 0;
    total[0] = 0;
    low = 0;
    high = 0;
    double limit = LogMath.ZERO;
    for (int t = 0; t < posteriors.frames(); t++) {
      limit = step(posteriors.logProbs(), t * posteriors.tokens(), blank, limit) - margin;
      trim(limit);
    }
    return total;
  }

  /**
   * Children before parents, so that each reads its parent as it was a frame ago.
   *
   * @param limit what is less probable is left out
   * @return the best of the frame
   */
  private double step(float[] y, int row, int blank, double limit) {
    int reach = high;
    for (int n = low; n <= high; n++) {
      reach = Math.max(reach, lastChild[n]);
    }
    double best = LogMath.ZERO;
    for (int n = reach; n >= low; n--) {
      double toToken = LogMath.ZERO;
      int parent = parents[n];
      if (Math.max(total[n], total[parent]) < limit) {
        clear(n);
        continue;
      }
      if (n > 0) {
        double arrival = tokens[parent] == tokens[n] ? blanked[parent] : total[parent];
        toToken = logAdd(ending[n], arrival) + y[row + tokens[n]];
      }
      blanked[n] = total[n] + y[row + blank];
      ending[n] = toToken;
      total[n] = logAdd(toToken, blanked[n]);
      best = Math.max(best, total[n]);
    }
    high = reach;
    return best;
  }

  /** As {@link LogMath#logAdd} to the last digits, by functions that the JVM compiles inline. */
  private static double logAdd(double a, double b) {
    double high = Math.max(a, b);
    double distance = high - Math.min(a, b);
    boolean counts = distance < VISIBLE; // not if both are negative infinity
    return counts ? high + Math.log(1 + Math.exp(-distance)) : high;
  }

  /** What lies before the range stays without probability: its parents lie before it, too. */
  private void trim(double limit) {
    while (low < high && total[low] < limit) {
      clear(low++);
    }
    while (low < high && total[high] < limit) {
      clear(high--);
    }
  }

  private void clear(int n) {
    ending[n] = LogMath.ZERO;
    blanked[n] = LogMath.ZERO;
    total[n] = LogMath.ZERO;
  }
}
