package org.auricle.models;

/**
 * IEEE 754 binary16. The JDK converts from version 20 on ({@code Float.float16ToFloat}); we run on
 * 17.
 */
final class HalfFloat {
  private static final float SMALLEST_NORMAL = 0x1p-14f;
  private static final float ULP_OF_SUBNORMALS = 0x1p-24f;

  private HalfFloat() {}

  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      float magnitude = fraction * ULP_OF_SUBNORMALS;
      return sign == 0 ? magnitude : -magnitude;
    }
    int biased = exponent == 0x1f ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | (biased << 23) | (fraction << 13));
  }

  /** The first n. */
  static void toFloats(int n, short[] halves, float[] to, int toOff) {
    for (int i = 0; i < n; i++) {
      to[toOff + i] = toFloat(halves[i]);
    }
  }

  /** Round to nearest, ties to even; beyond 65504 to infinity; NaN stays NaN. */
  static short fromFloat(float value) {
    int bits = Float.floatToIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude < SMALLEST_NORMAL) {
      return (short) (sign | (int) Math.rint(magnitude / ULP_OF_SUBNORMALS));
    }
    // Adding just under half of the last kept bit carries where rounding goes up, into the exponent
    // too; an overflow there is infinity.
    int absolute = bits & 0x7fffffff;
    int rounded = absolute + 0xfff + ((absolute >>> 13) & 1);
    int half = (rounded >>> 13) - ((127 - 15) << 10);
    return (short) (sign | Math.min(half, 0x7c00));
  }
}
