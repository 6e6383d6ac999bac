package org.auricle.decoder.ctc;

/** Finds, among the prefixes of a frame, those with the same future. Not thread-safe. */
final class Twins {
  private int[] slots = new int[64]; // position of a prefix
  private int[] usedAt = new int[64]; // [slots]
  private int stamp;
  private int mask;

  /** Starts over, for a number of prefixes. */
  void clear(int prefixes) {
    int capacity = Integer.highestOneBit(Math.max(1, prefixes)) * 4;
    if (capacity > slots.length) {
      slots = new int[capacity];
      usedAt = new int[capacity];
      stamp = 0;
    }
    mask = slots.length - 1;
    stamp++;
  }

  /** The slot at which to look first. */
  int slot(int hash) {
    int h = hash * 0x9E3779B9;
    return (h ^ h >>> 15) & mask;
  }

  int next(int slot) {
    return slot + 1 & mask;
  }

  boolean isUsed(int slot) {
    return usedAt[slot] == stamp;
  }

  int get(int slot) {
    return slots[slot];
  }

  void put(int slot, int position) {
    slots[slot] = position;
    usedAt[slot] = stamp;
  }
}
