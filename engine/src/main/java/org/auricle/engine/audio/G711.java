package org.auricle.engine.audio;

/**
 * The two logarithmic 8-bit codes of telephony, ITU-T Recommendation G.711: mu-law (North America,
 * Japan) and A-law (elsewhere).
 */
public final class G711 {
  private static final float[] MU_LAW = new float[256];
  private static final float[] A_LAW = new float[256];

  static {
    for (int code = 0; code < 256; code++) {
      MU_LAW[code] = muLawToPcm16(code) / 32768f;
      A_LAW[code] = aLawToPcm16(code) / 32768f;
    }
  }

  private G711() {}

  /** One mu-law byte as a sample in [-0.981, 0.981]. */
  public static float decodeMuLaw(byte code) {
    return MU_LAW[code & 0xff];
  }

  /** One A-law byte as a sample in [-0.985, 0.985]. */
  public static float decodeALaw(byte code) {
    return A_LAW[code & 0xff];
  }

  // Table 2 of G.711: bits are sent inverted; 14-bit magnitudes scaled to 16 bits (bias 33 * 4).
  private static int muLawToPcm16(int code) {
    int bits = ~code & 0xff;
    int exponent = bits >> 4 & 7;
    int mantissa = bits & 15;
    int magnitude = ((mantissa << 3 | 0x84) << exponent) - 0x84;
    return (bits & 0x80) != 0 ? -magnitude : magnitude;
  }

  // Table 1 of G.711: even bits are sent inverted; 13-bit magnitudes scaled to 16 bits.
  private static int aLawToPcm16(int code) {
    int bits = code ^ 0x55;
    int exponent = bits >> 4 & 7;
    int mantissa = bits & 15;
    int magnitude = exponent == 0 ? mantissa << 4 | 8 : (mantissa << 4 | 0x108) << (exponent - 1);
    return (bits & 0x80) != 0 ? magnitude : -magnitude;
  }
}
