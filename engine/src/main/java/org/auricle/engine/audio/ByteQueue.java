package org.auricle.engine.audio;

/** Bytes that have arrived and not yet been used, and where in the source they lay. */
final class ByteQueue {
  private static final int SMALL = 1 << 12;

  private byte[] bytes = new byte[SMALL];
  private int start;
  private int end;
  private long position; // in the source, of the first byte held

  void add(byte[] source, int offset, int length) {
    if (length > bytes.length - end) {
      makeRoom(length);
    }
    System.arraycopy(source, offset, bytes, end, length);
    end += length;
  }

  private void makeRoom(int length) {
    int held = size();
    int needed = Math.addExact(held, length);
    // moving what is held is paid for by what has been used, unless that was less than half
    byte[] target =
        needed > bytes.length / 2 ? new byte[Math.max(needed, 2 * bytes.length)] : bytes;
    System.arraycopy(bytes, start, target, 0, held);
    bytes = target;
    start = 0;
    end = held;
  }

  int size() {
    return end - start;
  }

  /** Offset in the source of the first byte held. */
  long position() {
    return position;
  }

  /** The byte {@code index} places after the first, unsigned. */
  int at(int index) {
    return bytes[start + index] & 0xff;
  }

  /** A copy of the first bytes, which stay. */
  byte[] peek(int count) {
    byte[] copy = new byte[count];
    System.arraycopy(bytes, start, copy, 0, count);
    return copy;
  }

  /** Takes the first bytes, as a copy. */
  byte[] take(int count) {
    byte[] taken = peek(count);
    drop(count);
    return taken;
  }

  /** Drops the first bytes. */
  void drop(int count) {
    start += count;
    position += count;
    if (start == end) {
      start = 0;
      end = 0;
      if (bytes.length > 16 * SMALL) { // one large message leaves no large buffer behind
        bytes = new byte[SMALL];
      }
    }
  }
}
