package org.auricle.models;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** How a weight is stored, little-endian. In memory it is always a float. */
public enum TensorType {
  /** IEEE 754 single precision. */
  F32(4),
  /** IEEE 754 half precision: 11 significant bits, up to 65504. */
  F16(2),
  /** The upper half of a single: 8 significant bits. */
  BF16(2);

  /** Values that are converted in one call: many calls are compiled sooner than one long one. */
  private static final int BLOCK = 4096;

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  float get(ByteBuffer in) {
    return switch (this) {
      case F32 -> in.getFloat();
      case F16 -> HalfFloat.toFloat(in.getShort());
      case BF16 -> Float.intBitsToFloat(in.getShort() << 16);
    };
  }

  /** Reads as many values as the array takes; where the buffer then stands is left open. */
  void get(ByteBuffer in, float[] values) {
    if (this == F32) {
      in.asFloatBuffer().get(values);
      return;
    }
    ShortBuffer from = in.asShortBuffer();
    short[] block = new short[Math.min(BLOCK, values.length)];
    for (int at = 0; at < values.length; at += BLOCK) {
      int n = Math.min(BLOCK, values.length - at);
      from.get(block, 0, n);
      if (this == F16) {
        HalfFloat.toFloats(n, block, values, at);
      } else {
        widen(n, block, values, at);
      }
    }
  }

  private static void widen(int n, short[] upperHalves, float[] to, int toOff) {
    for (int i = 0; i < n; i++) {
      to[toOff + i] = Float.intBitsToFloat(upperHalves[i] << 16);
    }
  }

  void put(ByteBuffer out, float value) {
    switch (this) {
      case F32 -> out.putFloat(value);
      case F16 -> out.putShort(HalfFloat.fromFloat(value));
      case BF16 -> out.putShort(roundToBfloat(value));
    }
  }

  /** Round to nearest, ties to even; NaN stays NaN. */
  private static short roundToBfloat(float value) {
    int bits = Float.floatToIntBits(value);
    if (Float.isNaN(value)) {
      return (short) ((bits >>> 16) | 0x40);
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }
}
