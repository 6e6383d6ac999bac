package org.auricle.decoder.lm;

import java.util.Arrays;

/**
 * The n-grams of a text with their counts, as a tree that grows to the left: an n-gram's parent is
 * what it is without its first word, the root has no words. Entries are numbered, parents before
 * children. Not thread-safe.
 */
final class NgramCounts {
  static final int ROOT = 0;

  private static final int INITIAL = 1 << 16;

  private int size = 1;
  private int[] parents = new int[INITIAL];
  private int[] firsts = new int[INITIAL]; // first word
  private int[] lasts = new int[INITIAL]; // last word
  private int[] counts = new int[INITIAL]; // times seen
  private int[] children = new int[INITIAL];
  private byte[] orders = new byte[INITIAL];
  private int[] slots = new int[4 * INITIAL]; // open addressing; 0 is free: the root is not sought

  /** The entry of an n-gram with a word before it, or 0 if it was never made. */
  int find(int parent, int word) {
    int mask = slots.length - 1;
    for (int i = slot(parent, word) & mask; ; i = (i + 1) & mask) {
      int entry = slots[i];
      if (entry == 0 || parents[entry] == parent && firsts[entry] == word) {
        return entry;
      }
    }
  }

  /** The entry of an n-gram with a word before it, made if need be. */
  int intern(int parent, int word) {
    int found = find(parent, word);
    if (found != 0) {
      return found;
    }
    if (size == parents.length) {
      grow();
    }
    int entry = size++;
    parents[entry] = parent;
    firsts[entry] = word;
    lasts[entry] = parent == ROOT ? word : lasts[parent];
    orders[entry] = (byte) (orders[parent] + 1);
    children[parent]++;
    if (2L * size > slots.length) {
      slots = new int[2 * slots.length];
      for (int e = 1; e < entry; e++) {
        place(e);
      }
    }
    place(entry);
    return entry;
  }

  private void grow() {
    int capacity = size + (size >> 1);
    parents = Arrays.copyOf(parents, capacity);
    firsts = Arrays.copyOf(firsts, capacity);
    lasts = Arrays.copyOf(lasts, capacity);
    counts = Arrays.copyOf(counts, capacity);
    children = Arrays.copyOf(children, capacity);
    orders = Arrays.copyOf(orders, capacity);
  }

  private void place(int entry) {
    int mask = slots.length - 1;
    int i = slot(parents[entry], firsts[entry]) & mask;
    while (slots[i] != 0) {
      i = (i + 1) & mask;
    }
    slots[i] = entry;
  }

  private static int slot(int parent, int word) {
    long mixed = ((long) parent << 32 ^ word) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  /** Sees an n-gram once more. */
  void see(int entry) {
    counts[entry]++;
  }

  /** Entries, the root included. */
  int size() {
    return size;
  }

  /** What an n-gram is without its first word. */
  int parent(int entry) {
    return parents[entry];
  }

  int first(int entry) {
    return firsts[entry];
  }

  int last(int entry) {
    return lasts[entry];
  }

  /** Number of words. */
  int order(int entry) {
    return orders[entry];
  }

  /** Times seen. */
  int count(int entry) {
    return counts[entry];
  }

  /** Different words seen before it. */
  int children(int entry) {
    return children[entry];
  }
}
