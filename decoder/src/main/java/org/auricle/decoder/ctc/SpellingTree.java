package org.auricle.decoder.ctc;

import java.util.Arrays;

/**
 * Spellings that share their beginnings. Nodes are numbered breadth first, so that the children of
 * a node follow each other and those of the next node come behind them; spellings are sorted, so
 * that those below a node follow each other, the ones that end there first. Immutable.
 */
final class SpellingTree {
  /** The node of the empty spelling. */
  static final int ROOT = 0;

  /** No such node. */
  static final int NONE = -1;

  private final int[] token; // [nodes] by which a node is reached
  private final int[] firstChild; // [nodes + 1]
  private final int[] from; // [nodes] first spelling below the node or at it
  private final int[] end; // [nodes] one past the last spelling that ends at the node
  private final int[] to; // [nodes] one past the last spelling below the node

  private SpellingTree(int[] token, int[] firstChild, int[] from, int[] end, int[] to) {
    this.token = token;
    this.firstChild = firstChild;
    this.from = from;
    this.end = end;
    this.to = to;
  }

  /**
   * Builds a tree.
   *
   * @param spellings [spellings] sorted as {@link Arrays#compare(int[], int[])} does
   */
  static SpellingTree of(int[][] spellings) {
    int most = 1 + Arrays.stream(spellings).mapToInt(s -> s.length).sum();
    int[] token = new int[most];
    int[] firstChild = new int[most + 1];
    int[] from = new int[most];
    int[] end = new int[most];
    int[] to = new int[most];
    token[ROOT] = NONE;
    to[ROOT] = spellings.length;
    int nodes = 1;
    int nextLevel = 1; // first node of the level below the current one
    int depth = 0;
    for (int n = 0; n < nodes; n++) {
      if (n == nextLevel) {
        depth++;
        nextLevel = nodes;
      }
      firstChild[n] = nodes;
      int i = from[n];
      while (i < to[n] && spellings[i].length == depth) {
        i++;
      }
      end[n] = i;
      while (i < to[n]) {
        int t = spellings[i][depth];
        token[nodes] = t;
        from[nodes] = i;
        while (i < to[n] && spellings[i][depth] == t) {
          i++;
        }
        to[nodes++] = i;
      }
    }
    firstChild[nodes] = nodes;
    return new SpellingTree(
        Arrays.copyOf(token, nodes),
        Arrays.copyOf(firstChild, nodes + 1),
        Arrays.copyOf(from, nodes),
        Arrays.copyOf(end, nodes),
        Arrays.copyOf(to, nodes));
  }

  int nodes() {
    return token.length;
  }

  /** The child of a node by a token, or {@link #NONE}. */
  int child(int node, int childToken) {
    int low = firstChild[node];
    int high = firstChild[node + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int t = token[middle];
      if (t == childToken) {
        return middle;
      }
      if (t < childToken) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return NONE;
  }

  /** First child of a node; the one of the node behind it ends its children. */
  int firstChild(int node) {
    return firstChild[node];
  }

  /** The token by which a node is reached. */
  int token(int node) {
    return token[node];
  }

  boolean isLeaf(int node) {
    return firstChild[node] == firstChild[node + 1];
  }

  /** First spelling below a node or at it. */
  int from(int node) {
    return from[node];
  }

  /** One past the last spelling that ends at a node; they begin at {@link #from}. */
  int end(int node) {
    return end[node];
  }

  /** One past the last spelling below a node. */
  int to(int node) {
    return to[node];
  }
}
