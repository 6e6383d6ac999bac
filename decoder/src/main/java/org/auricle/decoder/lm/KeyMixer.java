package org.auricle.decoder.lm;

/**
 * Spreads keys of so many bits over numbers of as many bits, one to one, so that a bucket (the
 * upper bits) and the rest together say which key it was. Knuth 1998, The Art of Computer
 * Programming, vol. 3, section 6.4, calls it quotienting.
 */
final class KeyMixer {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xD6E8FEB86659FD93L;
  private static final long FIRST_INVERSE = inverse(FIRST);
  private static final long SECOND_INVERSE = inverse(SECOND);

  private final long mask;
  private final int shift;

  /** For keys of 2 to 62 bits. */
  KeyMixer(int bits) {
    this.mask = Bits.mask(bits);
    this.shift = (bits + 1) / 2;
  }

  /** The number of a key. */
  long mix(long key) {
    long x = key * FIRST & mask;
    return (x ^ x >>> shift) * SECOND & mask;
  }

  /** The key of a number. */
  long unmix(long number) {
    long x = number * SECOND_INVERSE & mask;
    return (x ^ x >>> shift) * FIRST_INVERSE & mask; // shift >= bits / 2: undone by itself
  }

  /** Newton's iteration doubles the number of correct low bits. */
  private static long inverse(long odd) {
    long x = odd;
    for (int i = 0; i < 5; i++) {
      x *= 2 - odd * x;
    }
    return x;
  }
}
