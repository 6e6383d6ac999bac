package org.auricle.engine.audio;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads bits, the highest of each byte first, and keeps the checksums of FLAC frames. Not
 * thread-safe.
 */
final class FlacBits {
  private static final int BUFFER_BYTES = 1 << 13;
  private static final int SLACK_BYTES = 8; // a window of 64 bits may reach beyond the last byte
  private static final int WINDOW_BITS = 57; // of 64, whatever the position within the first byte
  private static final VarHandle WINDOW =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int[] CRC8 = crcTable(8, 0x07);
  private static final int[] CRC16 = crcTable(16, 0x8005);

  private final AudioInput in;
  private final byte[] buffer = new byte[BUFFER_BYTES + SLACK_BYTES];
  private int limit; // in bytes
  private int next; // in bits
  private int crc16;
  private int crcFrom; // first byte that crc16 does not cover yet

  FlacBits(AudioInput in) {
    this.in = in;
  }

  /** Offset in the source of the byte that holds the next bit. */
  long position() {
    return in.position() - limit + (next >> 3);
  }

  /** Whether not a single whole byte is left. */
  boolean atEnd() throws IOException {
    return !fill(8);
  }

  /**
   * Begins a frame: checksums start here.
   *
   * @param headerBytes how much {@link #headerChecksum} may have to look back on
   */
  void startFrame(int headerBytes) throws IOException {
    fill(8 * headerBytes);
    crc16 = 0;
    crcFrom = next >> 3;
  }

  /** CRC-8 of the frame so far, which must be within the bytes announced to startFrame. */
  int headerChecksum() {
    int crc = 0;
    for (int i = crcFrom; i < next >> 3; i++) {
      crc = CRC8[crc ^ buffer[i] & 0xff];
    }
    return crc;
  }

  /** CRC-16 of the frame so far. */
  int frameChecksum() {
    for (; crcFrom < next >> 3; crcFrom++) {
      crc16 = crc16 << 8 & 0xffff ^ CRC16[crc16 >> 8 ^ buffer[crcFrom] & 0xff];
    }
    return crc16;
  }

  /** The next {@code count} bits, 0 to 32, as an unsigned number (32 bits wrap around). */
  int read(int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    require(count);
    long window = (long) WINDOW.get(buffer, next >> 3) << (next & 7);
    next += count;
    return (int) (window >>> (64 - count));
  }

  /** The next {@code count} bits, 0 to 32, in two's complement. */
  int readSigned(int count) throws IOException {
    return count == 0 ? 0 : read(count) << (32 - count) >> (32 - count);
  }

  /** The number of zeros before the next one, which is consumed, too. */
  int readUnary() throws IOException {
    int zeros = 0;
    while (true) {
      require(1);
      int usable = Math.min(WINDOW_BITS, 8 * limit - next);
      long window = (long) WINDOW.get(buffer, next >> 3) << (next & 7);
      int leading = Math.min(usable, Long.numberOfLeadingZeros(window));
      zeros += leading;
      next += leading;
      if (leading < usable) {
        next++;
        return zeros;
      }
    }
  }

  /** Passes over bits up to the next byte. */
  void alignToByte() {
    next = next + 7 & ~7;
  }

  private void require(int bits) throws IOException {
    if (8 * limit - next < bits && !fill(bits)) {
      throw new EOFException();
    }
  }

  /** Whether there are so many more bits, once the buffer holds as many as possible. */
  private boolean fill(int bits) throws IOException {
    if (8 * limit - next < bits) {
      frameChecksum();
      int used = next >> 3;
      System.arraycopy(buffer, used, buffer, 0, limit - used);
      limit -= used;
      next -= 8 * used;
      crcFrom -= used;
      limit += in.read(buffer, limit, BUFFER_BYTES - limit);
    }
    return 8 * limit - next >= bits;
  }

  private static int[] crcTable(int width, int polynomial) {
    int top = 1 << (width - 1);
    int mask = (1 << width) - 1;
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << (width - 8);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & top) != 0 ? crc << 1 ^ polynomial : crc << 1;
      }
      table[i] = crc & mask;
    }
    return table;
  }
}
