package org.auricle.decoder.ctc;

import java.util.Arrays;
import org.auricle.engine.math.LogMath;

/**
 * What the beam knows of each prefix, by node: natural logs of probabilities summed over paths, now
 * and a frame later, and when its last token was spoken. A prefix is in the beam exactly if its
 * total is above {@link LogMath#ZERO}.
 */
final class PrefixScores {
  double[] ending = new double[0]; // [node] paths that end in the last token
  double[] blanked = new double[0]; // [node] paths that end in blank
  double[] total = new double[0]; // [node] both
  double[] added = new double[0]; // [node] by fusion, what can be expected ahead included
  double[] nextEnding = new double[0];
  double[] nextBlanked = new double[0];
  double[] nextTotal = new double[0];
  int[] start = new int[0]; // [node] frame of the last token's main arrival
  int[] end = new int[0]; // [node] one past its last frame above blank

  PrefixScores(int capacity) {
    grow(capacity);
  }

  void grow(int capacity) {
    int before = total.length;
    ending = Arrays.copyOf(ending, capacity);
    blanked = Arrays.copyOf(blanked, capacity);
    total = Arrays.copyOf(total, capacity);
    added = Arrays.copyOf(added, capacity);
    nextEnding = Arrays.copyOf(nextEnding, capacity);
    nextBlanked = Arrays.copyOf(nextBlanked, capacity);
    nextTotal = Arrays.copyOf(nextTotal, capacity);
    start = Arrays.copyOf(start, capacity);
    end = Arrays.copyOf(end, capacity);
    Arrays.fill(ending, before, capacity, LogMath.ZERO);
    Arrays.fill(blanked, before, capacity, LogMath.ZERO);
    Arrays.fill(total, before, capacity, LogMath.ZERO);
  }

  int capacity() {
    return total.length;
  }

  boolean isInBeam(int node) {
    return total[node] > LogMath.ZERO;
  }

  /** A prefix that grows no longer stays in the beam. */
  void keep(int node) {
    ending[node] = nextEnding[node];
    blanked[node] = nextBlanked[node];
    total[node] = nextTotal[node];
  }

  /** Paths arrive at a prefix that was not in the beam. */
  void enter(int node, double arrival, double byFusion, int t) {
    ending[node] = arrival;
    blanked[node] = LogMath.ZERO;
    total[node] = arrival;
    added[node] = byFusion;
    start[node] = t;
    end[node] = t + 1;
  }

  void clear(int node) {
    ending[node] = LogMath.ZERO;
    blanked[node] = LogMath.ZERO;
    total[node] = LogMath.ZERO;
  }
}
