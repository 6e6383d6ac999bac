package org.auricle.decoder.ctc;

import java.util.Arrays;

/** The prefixes that a frame proposes to open. Used again for every frame. Not thread-safe. */
final class Extensions {
  private static final int INITIAL_CAPACITY = 256;

  private int count;
  private int[] parent = new int[INITIAL_CAPACITY]; // node
  private int[] token = new int[INITIAL_CAPACITY];
  private int[] word = new int[INITIAL_CAPACITY]; // completed by the token, or NONE
  private double[] arrival = new double[INITIAL_CAPACITY]; // ln P of the paths that arrive
  private double[] added = new double[INITIAL_CAPACITY]; // by fusion

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  void add(int node, int byToken, int byWord, double logProb, double byFusion) {
    if (count == parent.length) {
      parent = Arrays.copyOf(parent, 2 * count);
      token = Arrays.copyOf(token, 2 * count);
      word = Arrays.copyOf(word, 2 * count);
      arrival = Arrays.copyOf(arrival, 2 * count);
      added = Arrays.copyOf(added, 2 * count);
    }
    parent[count] = node;
    token[count] = byToken;
    word[count] = byWord;
    arrival[count] = logProb;
    added[count] = byFusion;
    count++;
  }

  /** The node of an extension, made if need be. */
  int node(int i, PrefixTree tree) {
    return tree.child(parent[i], token[i], word[i]);
  }

  double arrival(int i) {
    return arrival[i];
  }

  double added(int i) {
    return added[i];
  }
}
