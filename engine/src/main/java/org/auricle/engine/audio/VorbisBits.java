package org.auricle.engine.audio;

/** The bits of a Vorbis packet, lowest first (Vorbis I, section 2). Not thread-safe. */
final class VorbisBits {

  /** A packet has ended, which in the midst of audio is allowed. */
  static final class End extends Exception {
    private static final long serialVersionUID = 1L;

    private End() {
      super("the packet ends too early", null, false, false);
    }
  }

  private static final End END = new End();

  private final byte[] bytes;
  private int at; // bits

  VorbisBits(byte[] bytes) {
    this.bytes = bytes;
  }

  int bit() throws End {
    if (at >> 3 >= bytes.length) {
      throw END;
    }
    int bit = bytes[at >> 3] >> (at & 7) & 1;
    at++;
    return bit;
  }

  boolean flag() throws End {
    return bit() != 0;
  }

  /** An unsigned number of up to 32 bits. */
  int read(int count) throws End {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value |= bit() << i;
    }
    return value;
  }

  /** How many bits a number has. */
  static int width(int value) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(value);
  }
}
