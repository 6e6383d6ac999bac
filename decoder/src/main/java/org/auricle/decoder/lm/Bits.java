package org.auricle.decoder.lm;

import java.nio.ByteBuffer;

/** Numbers of any width up to 57 bits, side by side in a little-endian buffer. */
final class Bits {
  private Bits() {}

  /**
   * Reads a number.
   *
   * @param at position of its lowest bit, from the beginning of the buffer
   * @param mask its width as ones
   */
  static long get(ByteBuffer buffer, long at, long mask) {
    return buffer.getLong((int) (at >>> 3)) >>> (at & 7) & mask;
  }

  /** Writes a number into bits that are 0. */
  static void put(ByteBuffer buffer, long at, long value) {
    int index = (int) (at >>> 3);
    buffer.putLong(index, buffer.getLong(index) | value << (at & 7));
  }

  /** So many ones. */
  static long mask(int bits) {
    return (1L << bits) - 1;
  }
}
