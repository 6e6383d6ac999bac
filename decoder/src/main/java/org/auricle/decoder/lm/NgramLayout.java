package org.auricle.decoder.lm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where things stand in a binary n-gram model, and how wide they are. The header's fields, in
 * order, little-endian: {@link #MAGIC} (8 bytes), version (int), CRC-32C of all that follows it
 * (int), length of the file (long), order (int), bits of a word id, a node, a bucket number and a
 * bucket's offset (4 ints), bytes of all words' UTF-8 (int), least bucket offset (long), then for
 * each order its n-grams (long) and its nodes (long; 0 for the highest). Then come, each beginning
 * at a multiple of 8 bytes and ended by at least 8 bytes that mean nothing, the {@link Section}s.
 *
 * @param counts [order] n-grams of each order, the unknown word included
 * @param nodes [order] n-grams of each order that have a node: all unigrams, and those longer ones
 *     that matter as a context
 * @param bucketBits binary logarithm of the number of buckets
 * @param offsetBits bits of a bucket's offset
 * @param offsetBase least bucket offset
 * @param textBytes bytes of all words' UTF-8
 */
record NgramLayout(
    long[] counts, long[] nodes, int bucketBits, int offsetBits, long offsetBase, int textBytes) {

  /** "AuNgram1". */
  static final long MAGIC = 0x316d617267_4e_75_41L;

  static final int VERSION = 1;
  static final int CHECKED_FROM = 16; // what stands before is magic, version, checksum
  static final int MAX_ORDER = 32;

  private static final int FIXED = 64; // bytes of the header before its counts
  private static final int PADDING = 8; // so that 8 bytes can be read from any byte of a section

  /** The parts of a model after its header, in order. */
  enum Section {
    /** [words] log10 P and log10 back-off weight, two floats; -0.0 if it is no context. */
    UNIGRAMS,
    /** [other nodes] log10 back-off weight (32 bits), node of the longest suffix that matters. */
    NODES,
    /** [buckets + 1] where each begins. */
    BUCKETS,
    /** [n-grams of two words or more] rest of the key, log10 P (32 bits), node that follows. */
    RECORDS,
    /** Hash table of word ids, 0 is free; see {@link Vocabulary}. */
    SLOTS,
    /** [words + 1] where each word's UTF-8 begins. */
    STARTS,
    /** The words' UTF-8. */
    TEXT
  }

  int order() {
    return counts.length;
  }

  long words() {
    return counts[0];
  }

  /** N-grams of two words or more. */
  long records() {
    return Arrays.stream(counts).sum() - counts[0];
  }

  /** Nodes, that of the empty context included. */
  long allNodes() {
    return 1 + Arrays.stream(nodes).sum();
  }

  int wordBits() {
    return bits(words() - 1);
  }

  int nodeBits() {
    return bits(allNodes() - 1);
  }

  int keyBits() {
    return nodeBits() + wordBits();
  }

  /** Bits of a key that its bucket does not tell. */
  int restBits() {
    return keyBits() - bucketBits;
  }

  int recordBits() {
    return restBits() + Float.SIZE + nodeBits();
  }

  int nodeRecordBits() {
    return Float.SIZE + nodeBits();
  }

  int startBits() {
    return bits(textBytes);
  }

  /** Binary logarithm of the size of the words' hash table, which is at most 4/5 full. */
  int slotBits() {
    return bits(words() * 5 / 4);
  }

  /** Bits that hold all numbers from 0 to one. */
  static int bits(long largest) {
    return Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(largest));
  }

  private int headerBytes() {
    return FIXED + 2 * Long.BYTES * order();
  }

  /** Bytes of a section, its padding included. */
  long bytes(Section section) {
    long bits =
        switch (section) {
          case UNIGRAMS -> words() * 2 * Float.SIZE;
          case NODES -> (allNodes() - 1 - words()) * nodeRecordBits();
          case BUCKETS -> ((1L << bucketBits) + 1) * offsetBits;
          case RECORDS -> records() * recordBits();
          case SLOTS -> (1L << slotBits()) * wordBits();
          case STARTS -> (words() + 1) * startBits();
          case TEXT -> (long) textBytes * Byte.SIZE;
        };
    return (bits + 63) / 64 * 8 + PADDING;
  }

  /** Where a section begins, bytes from the beginning of the file. */
  long offset(Section section) {
    long offset = headerBytes();
    for (Section before : Section.values()) {
      if (before == section) {
        return offset;
      }
      offset += bytes(before);
    }
    throw new IllegalStateException();
  }

  /** Length of the file, bytes. */
  long fileBytes() {
    return offset(Section.TEXT) + bytes(Section.TEXT);
  }

  /** The header, without its checksum. */
  ByteBuffer header() {
    ByteBuffer header = ByteBuffer.allocate(headerBytes()).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(MAGIC).putInt(VERSION).putInt(0).putLong(fileBytes()).putInt(order());
    header.putInt(wordBits()).putInt(nodeBits()).putInt(bucketBits).putInt(offsetBits);
    header.putInt(textBytes).putLong(offsetBase).putLong(0);
    for (int i = 0; i < order(); i++) {
      header.putLong(counts[i]).putLong(nodes[i]);
    }
    return header.flip();
  }

  /** Most bytes a header can have. */
  static int maxHeaderBytes() {
    return FIXED + 2 * Long.BYTES * MAX_ORDER;
  }

  /**
   * Reads a header.
   *
   * @param header the file's first bytes, little-endian, at most {@link #maxHeaderBytes}
   * @param fileBytes length of the file
   */
  static NgramLayout read(ByteBuffer header, long fileBytes, String source)
      throws NgramFormatException {
    if (header.remaining() < FIXED || header.getLong(0) != MAGIC) {
      throw new NgramFormatException(source, "not a binary n-gram model (expected: \"AuNgram1\")");
    }
    expect(source, "version", header.getInt(8), VERSION, VERSION);
    long announced = header.getLong(16);
    if (announced != fileBytes) {
      throw new NgramFormatException(
          source, fileBytes + " bytes (expected: " + announced + ", as its header says)");
    }
    int order = (int) expect(source, "order", header.getInt(24), 1, MAX_ORDER);
    if (header.remaining() < FIXED + 2 * Long.BYTES * order) {
      throw new NgramFormatException(source, fileBytes + " bytes (expected: a whole header)");
    }
    long[] counts = new long[order];
    long[] nodes = new long[order];
    for (int i = 0; i < order; i++) {
      int at = FIXED + 2 * Long.BYTES * i;
      counts[i] = expect(source, (i + 1) + "-grams", header.getLong(at), i == 0 ? 1 : 0, 1L << 40);
      nodes[i] = expect(source, "nodes", header.getLong(at + 8), i == 0 ? counts[0] : 0, counts[i]);
    }
    NgramLayout layout =
        new NgramLayout(
            counts,
            nodes,
            (int) expect(source, "bucket bits", header.getInt(36), 0, 40),
            (int) expect(source, "offset bits", header.getInt(40), 1, 28),
            header.getLong(48),
            (int) expect(source, "text bytes", header.getInt(44), 0, Integer.MAX_VALUE));
    expect(source, "words", counts[0], 1, Integer.MAX_VALUE - 1);
    expect(source, "nodes", layout.allNodes(), 2, Integer.MAX_VALUE);
    expect(source, "bits of a word", header.getInt(28), layout.wordBits(), layout.wordBits());
    expect(source, "bits of a node", header.getInt(32), layout.nodeBits(), layout.nodeBits());
    expect(source, "rest of a key, bits", layout.restBits(), 1, 57);
    expect(source, "length, bytes", fileBytes, layout.fileBytes(), layout.fileBytes());
    return layout;
  }

  private static long expect(String source, String what, long found, long least, long most)
      throws NgramFormatException {
    if (found < least || found > most) {
      String expected = least == most ? "" + least : least + ".." + most;
      throw new NgramFormatException(source, what + ": " + found + " (expected: " + expected + ")");
    }
    return found;
  }
}
