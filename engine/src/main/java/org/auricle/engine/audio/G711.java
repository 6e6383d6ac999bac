package org.auricle.engine.audio;

/**
 * The two logarithmic 8-bit codes of telephony, ITU-T Recommendation G.711: mu-law (North America,
 * Japan) and A-law (elsewhere).
 */
public final class G711 {
  private static final int MU_LAW_BIAS = 0x84;
  private static final int MU_LAW_CLIP = 32_635; // the largest magnitude with a code of its own
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

  /** The mu-law byte of a sample in [-1, 1]; louder ones are clipped. */
  public static byte encodeMuLaw(float sample) {
    int pcm = pcm16(sample);
    int magnitude = Math.min(Math.abs(pcm), MU_LAW_CLIP) + MU_LAW_BIAS;
    return (byte) ~(pcm < 0 ? 0x80 | segmented(magnitude) : segmented(magnitude));
  }

  /** The A-law byte of a sample in [-1, 1]; louder ones are clipped. */
  public static byte encodeALaw(float sample) {
    int pcm = pcm16(sample);
    int magnitude = Math.min(pcm < 0 ? ~pcm : pcm, Short.MAX_VALUE);
    int bits = magnitude < 256 ? magnitude >> 4 : segmented(magnitude);
    return (byte) ((pcm < 0 ? bits : bits | 0x80) ^ 0x55);
  }

  private static int pcm16(float sample) {
    return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample * 32_768f)));
  }

  /** Exponent and mantissa of a magnitude from 128 (mu-law, bias included) or 256 (A-law) on. */
  private static int segmented(int magnitude) {
    int exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
    return exponent << 4 | magnitude >> (exponent + 3) & 15;
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
