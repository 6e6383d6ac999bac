package org.auricle.decoder.ctc;

import java.util.Arrays;

/**
 * Prefixes that were left out of the beam because another one, with the same future, is better:
 * each is held by the one that took its place, so that the n-best can go back to it. Together with
 * the tree of prefixes they are a lattice. Not thread-safe.
 */
final class Alternatives {
  private static final int NONE = PrefixTree.NONE;

  private int[] holder; // [node] what it is an alternative to, or NONE
  private int[] first; // [node] its first alternative, or NONE
  private int[] next; // [node] the next alternative to the same
  private float[] loss; // [node] nats by which it was worse, when it was left out

  Alternatives(int capacity) {
    holder = new int[0];
    first = new int[0];
    next = new int[0];
    loss = new float[0];
    grow(capacity);
  }

  void grow(int capacity) {
    int before = holder.length;
    holder = Arrays.copyOf(holder, capacity);
    first = Arrays.copyOf(first, capacity);
    next = Arrays.copyOf(next, capacity);
    loss = Arrays.copyOf(loss, capacity);
    Arrays.fill(holder, before, capacity, NONE);
    Arrays.fill(first, before, capacity, NONE);
  }

  void hold(int node, int better, double lossNats) {
    holder[node] = better;
    next[node] = first[better];
    first[better] = node;
    loss[node] = (float) lossNats;
  }

  boolean isHeld(int node) {
    return holder[node] != NONE;
  }

  /** What took a node's place, in the end: itself made room for nothing. */
  int holder(int node) {
    int better = holder[node];
    while (holder[better] != NONE) {
      better = holder[better];
    }
    return better;
  }

  /** A node comes back, and is no alternative any more. */
  void takeBack(int node) {
    int better = holder[node];
    if (better == NONE) {
      return;
    }
    if (first[better] == node) {
      first[better] = next[node];
    } else {
      int before = first[better];
      while (next[before] != node) {
        before = next[before];
      }
      next[before] = next[node];
    }
    holder[node] = NONE;
  }

  /** Lets go of the alternatives to a node; they come before a list that {@link #next} links. */
  int release(int node, int list) {
    int released = first[node];
    first[node] = NONE;
    if (released == NONE) {
      return list;
    }
    int last = released;
    holder[last] = NONE;
    while (next[last] != NONE) {
      last = next[last];
      holder[last] = NONE;
    }
    next[last] = list;
    return released;
  }

  int first(int node) {
    return first[node];
  }

  int next(int node) {
    return next[node];
  }

  double loss(int node) {
    return loss[node];
  }
}
