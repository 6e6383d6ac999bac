package org.auricle.engine.audio;

import java.util.Arrays;

/**
 * A Huffman code for numbers, and vectors that they may stand for (Vorbis I, section 3). Immutable.
 */
final class VorbisCodebook {
  private static final int SYNC = 0x564342;
  private static final int MAX_LENGTH = 32; // bits of a codeword
  private static final int NONE = -1;

  private final int dimensions;
  private final int entries;
  // [nodes x 2] from the second node on: a node, or the complement of an entry; the first is the
  // root
  private int[] children;
  private float[] vectors; // [entries x dimensions]; null if there are none

  private VorbisCodebook(int dimensions, int entries) {
    this.dimensions = dimensions;
    this.entries = entries;
  }

  int dimensions() {
    return dimensions;
  }

  int entries() {
    return entries;
  }

  boolean hasVectors() {
    return vectors != null;
  }

  /**
   * Reads a codebook.
   *
   * @param maxNumbers that may be kept for it: what a few bytes may ask for has no end
   */
  static VorbisCodebook read(VorbisBits bits, int maxNumbers)
      throws VorbisBits.End, VorbisSetup.Damage {
    VorbisSetup.require(bits.read(24) == SYNC, "no codebook where one should begin");
    VorbisCodebook book = new VorbisCodebook(bits.read(16), bits.read(24));
    VorbisSetup.require(book.dimensions > 0 && book.entries > 0, "an empty codebook");
    VorbisSetup.require(
        (long) book.entries * book.dimensions <= maxNumbers, "codebooks larger than any");
    book.buildTree(book.readLengths(bits));
    int lookup = bits.read(4);
    VorbisSetup.require(lookup <= 2, "a codebook of an unknown kind");
    if (lookup != 0) {
      book.readVectors(bits, lookup == 1);
    }
    return book;
  }

  /** Lengths of codewords; 0 for entries that do not occur. */
  private int[] readLengths(VorbisBits bits) throws VorbisBits.End, VorbisSetup.Damage {
    int[] lengths = new int[entries];
    if (bits.flag()) { // ordered
      int length = bits.read(5) + 1;
      for (int i = 0; i < entries; length++) {
        int count = bits.read(VorbisBits.width(entries - i));
        VorbisSetup.require(count <= entries - i && length <= MAX_LENGTH, "a damaged codebook");
        Arrays.fill(lengths, i, i + count, length);
        i += count;
      }
      return lengths;
    }
    boolean sparse = bits.flag();
    for (int i = 0; i < entries; i++) {
      lengths[i] = sparse && !bits.flag() ? 0 : bits.read(5) + 1;
    }
    return lengths;
  }

  /** Gives each entry the lowest codeword of its length that is free (section 3.2.1). */
  private void buildTree(int[] lengths) throws VorbisSetup.Damage {
    int used = 0;
    int only = 0;
    for (int i = 0; i < entries; i++) {
      if (lengths[i] > 0) {
        used++;
        only = i;
      }
    }
    VorbisSetup.require(used > 0, "a codebook without codewords");
    if (used == 1) { // one bit, whatever it is
      children = new int[] {1, 0, ~only, ~only};
      return;
    }
    children = new int[2 * used]; // a full tree has one inner node less than leaves
    int[] free = new int[MAX_LENGTH + 1]; // the free slot at each depth, of which there is one
    Arrays.fill(free, NONE);
    free[0] = 0; // the root's
    int nodes = 1;
    for (int i = 0; i < entries; i++) {
      int depth = lengths[i];
      if (depth == 0) {
        continue;
      }
      while (depth >= 0 && free[depth] == NONE) {
        depth--;
      }
      VorbisSetup.require(depth >= 0, "a codebook of too many codewords");
      int slot = free[depth];
      free[depth] = NONE;
      for (; depth < lengths[i]; depth++) {
        VorbisSetup.require(nodes < used, "a codebook of too few codewords");
        children[slot] = nodes;
        slot = 2 * nodes;
        free[depth + 1] = slot + 1;
        nodes++;
      }
      children[slot] = ~i;
    }
    VorbisSetup.require(
        Arrays.stream(free).allMatch(slot -> slot == NONE), "a codebook of too few codewords");
  }

  private void readVectors(VorbisBits bits, boolean lattice)
      throws VorbisBits.End, VorbisSetup.Damage {
    float least = number(bits.read(32));
    float step = number(bits.read(32));
    int width = bits.read(4) + 1;
    boolean sums = bits.flag();
    int values = lattice ? root() : entries * dimensions;
    int[] read = new int[values];
    for (int i = 0; i < values; i++) {
      read[i] = bits.read(width);
    }
    vectors = new float[entries * dimensions];
    for (int entry = 0; entry < entries; entry++) {
      float last = 0;
      long divisor = 1;
      for (int d = 0; d < dimensions; d++) {
        int index = lattice ? (int) (entry / divisor % values) : entry * dimensions + d;
        float value = read[index] * step + least + last;
        VorbisSetup.require(Float.isFinite(value), "a codebook of values that are no numbers");
        vectors[entry * dimensions + d] = value;
        last = sums ? value : 0;
        divisor = Math.min(Integer.MAX_VALUE, divisor * values);
      }
    }
  }

  /** The largest number whose power by the dimensions is no more than the entries. */
  private int root() {
    int root = (int) Math.floor(Math.pow(entries, 1.0 / dimensions)) + 1;
    while (Math.pow(root, dimensions) > entries) {
      root--;
    }
    return Math.max(1, root);
  }

  /** The format's own floating point: 21 bits of mantissa, 10 of exponent, a sign. */
  private static float number(int packed) {
    double mantissa = packed & 0x1fffff;
    int exponent = packed >>> 21 & 0x3ff;
    return (float) Math.scalb(packed < 0 ? -mantissa : mantissa, exponent - 788);
  }

  /** The next number. */
  int decode(VorbisBits bits) throws VorbisBits.End {
    int node = children[0];
    while (node > 0) {
      node = children[2 * node + bits.bit()];
    }
    return ~node;
  }

  /** A number of the vector that {@link #decode} has given. */
  float value(int entry, int dimension) {
    return vectors[entry * dimensions + dimension];
  }
}
