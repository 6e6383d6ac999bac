package org.auricle.decoder.bias;

import java.util.Arrays;
import java.util.List;

/**
 * Finds all patterns in a sequence of symbols (Aho and Corasick 1975): a tree of the patterns whose
 * nodes are numbered breadth first, so that the children of a node are neighbours, and from each
 * node a link to the node of the longest proper suffix that is a node too. Immutable.
 */
final class PhraseAutomaton {
  /** The node of the empty sequence. */
  static final int ROOT = 0;

  /** No node. */
  static final int NONE = -1;

  /**
   * A pattern.
   *
   * @param symbols [n] at least one
   * @param earned [n] part of the weight that is earned when a symbol has matched
   * @param weight of a whole match, natural log
   */
  record Pattern(int[] symbols, float[] earned, float weight) {}

  private final int nodes;
  private final int[] symbol; // [nodes] last symbol
  private final int[]
      firstChild; // [nodes + 1] children of v: firstChild[v] .. firstChild[v + 1] - 1
  private final int[] link; // [nodes] longest proper suffix
  private final float[] earned; // [nodes] most that a pattern or a suffix's has earned so far, >= 0
  private final float[] completed; // [nodes] weights of all the patterns that end here

  /** Builds the automaton; a pattern given twice counts with both weights. */
  PhraseAutomaton(List<Pattern> patterns) {
    Pattern[] sorted = patterns.toArray(new Pattern[0]);
    Arrays.sort(sorted, (a, b) -> Arrays.compare(a.symbols, b.symbols));
    int capacity = 2;
    for (Pattern pattern : sorted) {
      capacity = Math.addExact(capacity, pattern.symbols.length);
    }
    symbol = new int[capacity];
    firstChild = new int[capacity + 1];
    link = new int[capacity];
    earned = new float[capacity];
    completed = new float[capacity];
    nodes = grow(sorted);
    connect();
  }

  /** Makes the tree: a node is a range of sorted patterns that agree in their first symbols. */
  private int grow(Pattern[] sorted) {
    int[] from = new int[symbol.length]; // [nodes] first pattern below
    int[] to = new int[symbol.length]; // [nodes] one past the last
    int[] depth = new int[symbol.length];
    symbol[ROOT] = NONE;
    to[ROOT] = sorted.length;
    int count = 1;
    for (int node = 0; node < count; node++) {
      firstChild[node] = count;
      int next = from[node];
      while (next < to[node] && sorted[next].symbols.length == depth[node]) {
        completed[node] += sorted[next++].weight;
      }
      while (next < to[node]) {
        int begin = next;
        int first = sorted[begin].symbols[depth[node]];
        float most = 0;
        while (next < to[node] && sorted[next].symbols[depth[node]] == first) {
          most = Math.max(most, sorted[next++].earned[depth[node]]);
        }
        symbol[count] = first;
        from[count] = begin;
        to[count] = next;
        depth[count] = depth[node] + 1;
        earned[count++] = most;
      }
    }
    firstChild[count] = count;
    return count;
  }

  private void connect() {
    for (int node = 0; node < nodes; node++) {
      for (int child = firstChild[node]; child < firstChild[node + 1]; child++) {
        link[child] = node == ROOT ? ROOT : next(link[node], symbol[child]);
        earned[child] = Math.max(earned[child], earned[link[child]]);
        completed[child] += completed[link[child]];
      }
    }
  }

  /** The node of the longest suffix of a node's sequence and one more symbol. */
  int next(int node, int next) {
    int from = node;
    int child = child(from, next);
    while (child == NONE && from != ROOT) {
      from = link[from];
      child = child(from, next);
    }
    return child == NONE ? ROOT : child;
  }

  private int child(int node, int wanted) {
    int low = firstChild[node];
    int high = firstChild[node + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (symbol[middle] < wanted) {
        low = middle + 1;
      } else if (symbol[middle] > wanted) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return NONE;
  }

  /** Most that one symbol can earn and complete; a link only ever leads to less that is earned. */
  float most() {
    float most = 0;
    for (int node = 0; node < nodes; node++) {
      for (int child = firstChild[node]; child < firstChild[node + 1]; child++) {
        most = Math.max(most, earned[child] - earned[node] + completed[child]);
      }
    }
    return most;
  }

  /** The last symbol of a node, {@link #NONE} of the root. */
  int symbol(int node) {
    return symbol[node];
  }

  /** What patterns that may still complete have earned; never negative. */
  float earned(int node) {
    return earned[node];
  }

  /** The weights of the patterns that are complete with a node's last symbol. */
  float completed(int node) {
    return completed[node];
  }
}
