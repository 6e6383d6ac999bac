package org.auricle.decoder.ctc;

import java.util.Arrays;

/**
 * Remembers values by pairs of numbers; a newer pair may drive an older one out. Not thread-safe.
 */
final class StepCache {
  private static final long EMPTY = -1;

  private final long[] keys;
  private final long[] values;
  private final int shift;

  /**
   * An empty cache.
   *
   * @param bits 2^bits pairs are kept
   */
  StepCache(int bits) {
    keys = new long[1 << bits];
    values = new long[1 << bits];
    shift = Long.SIZE - bits;
    clear();
  }

  /** Both at least 0. */
  static long key(int a, int b) {
    return (long) a << 32 | b;
  }

  /** Where a pair is kept, if it is. */
  int slot(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> shift);
  }

  boolean holds(int slot, long key) {
    return keys[slot] == key;
  }

  long value(int slot) {
    return values[slot];
  }

  long put(int slot, long key, long value) {
    keys[slot] = key;
    values[slot] = value;
    return value;
  }

  void clear() {
    Arrays.fill(keys, EMPTY);
  }
}
