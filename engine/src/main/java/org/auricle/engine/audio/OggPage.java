package org.auricle.engine.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * A page of an Ogg stream (RFC 3533, section 6).
 *
 * @param offset of the page in the source
 * @param granule position of the last packet that ends here; -1 if none does
 * @param pieces the parts of packets that lie here, in order
 * @param lastComplete whether the last piece ends its packet
 */
record OggPage(
    long offset,
    int flags,
    long granule,
    int serial,
    int sequence,
    List<byte[]> pieces,
    boolean lastComplete) {
  static final int HEADER_BYTES = 27;

  private static final int FLAG_CONTINUED = 1;
  private static final int FLAG_FIRST = 2;
  private static final int FLAG_LAST = 4;
  private static final int CRC_AT = 22;
  private static final int SEGMENTS_AT = 26;
  private static final int POLYNOMIAL = 0x04c11db7;
  private static final int[] CRC = crcTable();

  /** Whether the first piece goes on with a packet of the page before. */
  boolean continued() {
    return (flags & FLAG_CONTINUED) != 0;
  }

  /** Whether this begins a logical stream. */
  boolean first() {
    return (flags & FLAG_FIRST) != 0;
  }

  /** Whether this ends a logical stream. */
  boolean last() {
    return (flags & FLAG_LAST) != 0;
  }

  /** Takes the next page from the stream's queue, or returns null if it is not all there. */
  static OggPage take(QueuedDecoderStream stream) throws AudioFormatException {
    ByteQueue queue = stream.queue;
    if (!stream.has(HEADER_BYTES, "Ogg page header")) {
      return null;
    }
    int segments = queue.at(SEGMENTS_AT);
    if (!AudioInput.matches(queue.peek(4), 0, "OggS") || queue.at(4) != 0) {
      throw stream.fail(queue.position(), "no Ogg page where one should begin");
    }
    if (!stream.has(HEADER_BYTES + segments, "Ogg page header")) {
      return null;
    }
    int bytes = HEADER_BYTES + segments;
    for (int i = 0; i < segments; i++) {
      bytes += queue.at(HEADER_BYTES + i);
    }
    if (!stream.has(bytes, "Ogg page")) {
      return null;
    }
    long offset = queue.position();
    byte[] page = queue.take(bytes);
    if (checksum(page) != (int) littleEndian(page, CRC_AT, 4)) {
      throw stream.fail(offset, "damaged Ogg page: wrong checksum");
    }
    return new OggPage(
        offset,
        page[5],
        littleEndian(page, 6, 8),
        (int) littleEndian(page, 14, 4),
        (int) littleEndian(page, 18, 4),
        pieces(page, segments),
        segments > 0 && page[HEADER_BYTES + segments - 1] != -1);
  }

  private static List<byte[]> pieces(byte[] page, int segments) {
    List<byte[]> pieces = new ArrayList<>();
    int from = HEADER_BYTES + segments;
    int length = 0;
    for (int i = 0; i < segments; i++) {
      int segment = page[HEADER_BYTES + i] & 0xff;
      length += segment;
      if (segment < 255 || i == segments - 1) {
        byte[] piece = new byte[length];
        System.arraycopy(page, from, piece, 0, length);
        pieces.add(piece);
        from += length;
        length = 0;
      }
    }
    return pieces;
  }

  /** Of a page, taking its own checksum for 0. */
  static int checksum(byte[] page) {
    int crc = 0;
    for (int i = 0; i < page.length; i++) {
      int value = i >= CRC_AT && i < CRC_AT + 4 ? 0 : page[i] & 0xff;
      crc = crc << 8 ^ CRC[crc >>> 24 ^ value];
    }
    return crc;
  }

  private static long littleEndian(byte[] bytes, int offset, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | bytes[offset + i] & 0xff;
    }
    return value;
  }

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
      }
      table[i] = crc;
    }
    return table;
  }
}
