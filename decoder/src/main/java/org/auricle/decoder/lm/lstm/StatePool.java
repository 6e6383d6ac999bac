package org.auricle.decoder.lm.lstm;

import java.util.Arrays;

/**
 * States of a network, each after some past, in numbered slots that are used again. A slot holds h
 * and c of every layer and what meets the output weights. Not thread-safe.
 */
final class StatePool {
  private static final int FIRST = 16;

  private final int layers;
  private final int hidden;
  private final int stride;
  private float[] data;
  private int[] free = new int[FIRST];
  private int freeCount;
  private int slots;

  StatePool(LstmLmConfig config) {
    layers = config.layers();
    hidden = config.hidden();
    stride = 2 * layers * hidden + config.embedding();
    data = new float[FIRST * stride];
  }

  /** A slot whose content is to be written. */
  int allocate() {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    if ((slots + 1) * (long) stride > data.length) {
      data = Arrays.copyOf(data, Math.multiplyExact(2 * (slots + 1), stride));
    }
    return slots++;
  }

  /** Gives a slot back. */
  void release(int slot) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = slot;
  }

  /** Gives all slots back. */
  void clear() {
    slots = 0;
    freeCount = 0;
  }

  /** One past the highest slot in use. */
  int slots() {
    return slots;
  }

  /** What all slots lie in; another array after {@link #allocate}. */
  float[] data() {
    return data;
  }

  int h(int slot, int layer) {
    return slot * stride + 2 * layer * hidden;
  }

  int c(int slot, int layer) {
    return h(slot, layer) + hidden;
  }

  int top(int slot) {
    return slot * stride + 2 * layers * hidden;
  }
}
