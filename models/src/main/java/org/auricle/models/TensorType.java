package org.auricle.models;

import java.nio.ByteBuffer;

/** How a weight is stored, little-endian. In memory it is always a float. */
public enum TensorType {
  /** IEEE 754 single precision. */
  F32(4),
  /** IEEE 754 half precision: 11 significant bits, up to 65504. */
  F16(2),
  /** The upper half of a single: 8 significant bits. */
  BF16(2);

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
