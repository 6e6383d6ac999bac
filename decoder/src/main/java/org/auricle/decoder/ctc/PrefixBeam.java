package org.auricle.decoder.ctc;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.Hypothesis;

/**
 * The prefixes alive after a frame, and the step to the next frame. All scores are natural logs of
 * probabilities summed over paths; a prefix is in the beam exactly if its total is above {@link
 * LogMath#ZERO}. Nothing is allocated once the arrays have grown to the beam. Not thread-safe.
 */
final class PrefixBeam {
  private final PrefixTree tree = new PrefixTree();
  private final int blank;
  private final BeamOptions options;
  private final Candidates candidates;
  private final FrameTokens frameTokens;
  private final long[] seenAt; // [tokens] parent and frame for which a child was last seen
  private long seenStamp;

  private int[] active = new int[16]; // [size] nodes
  private int size;
  private int[] spare = new int[16]; // the array of the beam before, used again

  private double[] ending = new double[tree.capacity()]; // [node] paths that end in the last token
  private double[] blanked = new double[tree.capacity()]; // [node] paths that end in blank
  private double[] total = new double[tree.capacity()]; // [node] both
  private double[] nextEnding = new double[tree.capacity()];
  private double[] nextBlanked = new double[tree.capacity()];
  private double[] nextTotal = new double[tree.capacity()];
  private int[] start = new int[tree.capacity()]; // [node] frame of the last token's main arrival
  private int[] end = new int[tree.capacity()]; // [node] one past its last frame above blank

  PrefixBeam(int tokens, int blank, BeamOptions options) {
    this.blank = blank;
    this.options = options;
    this.candidates = new Candidates(options.beamWidth());
    this.frameTokens = new FrameTokens(tokens, blank, options);
    this.seenAt = new long[tokens];
    Arrays.fill(ending, LogMath.ZERO);
    Arrays.fill(blanked, LogMath.ZERO);
    Arrays.fill(total, LogMath.ZERO);
    blanked[PrefixTree.ROOT] = 0;
    total[PrefixTree.ROOT] = 0;
    active[0] = PrefixTree.ROOT;
    size = 1;
  }

  /** Advances over frame t of the posteriors [frames x tokens]. */
  void step(float[] y, int t) {
    int row = t * seenAt.length;
    double best = LogMath.ZERO;
    for (int i = 0; i < size; i++) {
      best = Math.max(best, stay(active[i], y, row, t));
    }
    candidates.clear(best - options.beamMargin());
    for (int i = 0; i < size; i++) {
      int node = active[i];
      if (nextTotal[node] > candidates.threshold()) {
        candidates.add(nextTotal[node], node, PrefixTree.NONE);
      }
    }
    candidates.cut(); // extensions need only be better than a full beam
    frameTokens.select(y, row);
    for (int i = 0; i < size; i++) {
      extend(active[i], y, row);
    }
    candidates.cut();
    commit(t);
  }

  /** A prefix that grows no longer: blank, its last token again, or that token after its parent. */
  private double stay(int node, float[] y, int row, int t) {
    double toBlank = total[node] + y[row + blank];
    double toToken = LogMath.ZERO;
    if (node != PrefixTree.ROOT) {
      int token = tree.token(node);
      double again = ending[node] + y[row + token];
      double arrival = spread(tree.parent(node), token) + y[row + token];
      toToken = LogMath.logAdd(again, arrival);
      if (arrival > again && arrival > toBlank) {
        start[node] = t;
      }
      if (toToken > toBlank) {
        end[node] = t + 1;
      }
    }
    nextBlanked[node] = toBlank;
    nextEnding[node] = toToken;
    nextTotal[node] = LogMath.logAdd(toBlank, toToken);
    return nextTotal[node];
  }

  /** What a prefix hands on to its extension by a token: a repetition needs a blank between. */
  private double spread(int node, int token) {
    return tree.token(node) == token ? blanked[node] : total[node];
  }

  /** Proposes the extensions of a prefix that are not in the beam already. */
  private void extend(int node, float[] y, int row) {
    seenStamp++;
    for (int c = tree.firstChild(node); c != PrefixTree.NONE; c = tree.nextSibling(c)) {
      if (total[c] > LogMath.ZERO) {
        seenAt[tree.token(c)] = seenStamp;
      }
    }
    for (int i = 0; i < frameTokens.size(); i++) {
      int token = frameTokens.token(i);
      float logProb = y[row + token];
      if (!(total[node] + logProb > candidates.threshold())) {
        return; // tokens come best first
      }
      double score = spread(node, token) + logProb;
      if (score > candidates.threshold() && seenAt[token] != seenStamp) {
        candidates.add(score, node, token);
      }
    }
  }

  /** Makes the candidates the beam. New nodes come first, so that no parent of one is released. */
  private void commit(int t) {
    int[] before = active;
    int sizeBefore = size;
    active =
        spare.length < candidates.size()
            ? new int[Math.max(candidates.size(), 2 * spare.length)]
            : spare;
    spare = before;
    size = 0;
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.token(i) != PrefixTree.NONE) {
        enter(candidates.node(i), candidates.token(i), candidates.score(i), t);
      }
    }
    for (int i = 0; i < sizeBefore; i++) {
      total[before[i]] = LogMath.ZERO;
    }
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.token(i) == PrefixTree.NONE) {
        int node = candidates.node(i);
        ending[node] = nextEnding[node];
        blanked[node] = nextBlanked[node];
        total[node] = nextTotal[node];
        active[size++] = node;
      }
    }
    for (int i = 0; i < sizeBefore; i++) {
      leave(before[i]);
    }
  }

  private void enter(int parent, int token, double score, int t) {
    int node = tree.child(parent, token);
    if (node >= total.length) {
      grow(tree.capacity());
    }
    ending[node] = score;
    blanked[node] = LogMath.ZERO;
    total[node] = score;
    start[node] = t;
    end[node] = t + 1;
    active[size++] = node;
  }

  /** Clears a prefix that fell out of the beam, and releases it and what it alone held. */
  private void leave(int fallen) {
    if (total[fallen] > LogMath.ZERO) {
      return;
    }
    ending[fallen] = LogMath.ZERO;
    blanked[fallen] = LogMath.ZERO;
    int node = fallen;
    while (!tree.isRootOrReleased(node) && total[node] == LogMath.ZERO && tree.isLeaf(node)) {
      int parent = tree.parent(node);
      tree.release(node);
      node = parent;
    }
  }

  private void grow(int capacity) {
    int old = total.length;
    ending = Arrays.copyOf(ending, capacity);
    blanked = Arrays.copyOf(blanked, capacity);
    total = Arrays.copyOf(total, capacity);
    Arrays.fill(ending, old, capacity, LogMath.ZERO);
    Arrays.fill(blanked, old, capacity, LogMath.ZERO);
    Arrays.fill(total, old, capacity, LogMath.ZERO);
    nextEnding = Arrays.copyOf(nextEnding, capacity);
    nextBlanked = Arrays.copyOf(nextBlanked, capacity);
    nextTotal = Arrays.copyOf(nextTotal, capacity);
    start = Arrays.copyOf(start, capacity);
    end = Arrays.copyOf(end, capacity);
  }

  /** The best prefixes, best first; fewer than asked for if the beam holds fewer. */
  int[] best(int n) {
    return IntStream.range(0, size)
        .mapToObj(i -> active[i])
        .sorted(Comparator.comparingDouble((Integer node) -> -total[node]))
        .limit(n)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Gives the prefixes their exact probabilities over all frames in place of the sums over the
   * paths that stayed in the beam. No frame may follow.
   */
  void rescore(PosteriorLog posteriors) {
    int[] nodes = new int[tree.capacity()];
    int count = tree.list(nodes);
    int[] position = new int[tree.capacity()];
    int[] tokens = new int[count];
    int[] parents = new int[count];
    for (int i = 0; i < count; i++) {
      int node = nodes[i];
      position[node] = i;
      tokens[i] = tree.token(node);
      parents[i] = i == 0 ? 0 : position[tree.parent(node)];
    }
    TreeScores scores = new TreeScores(tokens, parents);
    double[] exact = scores.over(posteriors, blank, TreeScores.MARGIN);
    if (!reaches(exact, position)) {
      exact = scores.over(posteriors, blank, Double.POSITIVE_INFINITY);
    }
    for (int i = 0; i < size; i++) {
      total[active[i]] = exact[position[active[i]]];
    }
  }

  /** Whether all paths together have at least the probability that the beam found for some. */
  private boolean reaches(double[] exact, int[] position) {
    for (int i = 0; i < size; i++) {
      double found = total[active[i]];
      if (exact[position[active[i]]] < found - 1e-9 * Math.abs(found)) {
        return false;
      }
    }
    return true;
  }

  double score(int node) {
    return total[node];
  }

  /** The tokens of a prefix. */
  int[] tokens(int node) {
    int[] tokens = new int[tree.depth(node)];
    int n = node;
    for (int i = tokens.length - 1; i >= 0; i--) {
      tokens[i] = tree.token(n);
      n = tree.parent(n);
    }
    return tokens;
  }

  /**
   * A prefix with the search's own times. Prefixes share nodes, so another path may have moved an
   * earlier token behind a later one: tokens are put in order from the last one back.
   */
  Hypothesis hypothesis(int node) {
    int[] tokens = tokens(node);
    int[] starts = new int[tokens.length];
    int[] ends = new int[tokens.length];
    int limit = Integer.MAX_VALUE;
    int n = node;
    for (int i = tokens.length - 1; i >= 0; i--) {
      ends[i] = Math.min(end[n], limit);
      starts[i] = Math.min(start[n], ends[i] - 1);
      limit = starts[i];
      n = tree.parent(n);
    }
    return new Hypothesis(tokens, starts, ends, score(node), 0);
  }
}
