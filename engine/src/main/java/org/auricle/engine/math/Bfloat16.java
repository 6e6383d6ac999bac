package org.auricle.engine.math;

/**
 * Two numbers of bfloat16 (the upper half of an IEEE 754 single) in 32 bits, laid out so that
 * neither costs a masking: the lower half shifted up is one, the whole word as it stands is the
 * other. The lower half's bits are then noise at the end of the upper one's mantissa; which of its
 * neighbours the upper half is rounded to takes them into account, so that its relative error stays
 * within that of rounding, 2^-8.
 */
final class Bfloat16 {
  private static final int LOWER = 0xffff;

  private Bfloat16() {}

  /** The word that holds both. */
  static int pair(float upper, float lower) {
    int low = round(lower) >>> 16;
    int bits = round(upper) & ~LOWER;
    int best = bits | low;
    for (int candidate : new int[] {bits - (LOWER + 1) | low, bits + (LOWER + 1) | low}) {
      if (Math.abs(Float.intBitsToFloat(candidate) - upper)
          < Math.abs(Float.intBitsToFloat(best) - upper)) {
        best = candidate;
      }
    }
    return best;
  }

  /** The number in the upper half. */
  static float upper(int pair) {
    return Float.intBitsToFloat(pair);
  }

  /** The number in the lower half. */
  static float lower(int pair) {
    return Float.intBitsToFloat(pair << 16);
  }

  /** To nearest, ties to even; the largest numbers stay finite. */
  private static int round(float value) {
    int bits = Float.floatToRawIntBits(value);
    int rounded = bits + 0x7fff + (bits >>> 16 & 1) & ~LOWER;
    return Float.isFinite(Float.intBitsToFloat(rounded)) ? rounded : bits & ~LOWER;
  }
}
