package org.auricle.acoustic.onnx;

/** Element types of the tensors that models take and give. */
public enum OnnxElementType {
  /** 32-bit floating point. */
  FLOAT(4),
  /** 16-bit floating point, IEEE 754 binary16. */
  FLOAT16(2),
  /** 32-bit integers. */
  INT32(4),
  /** 64-bit integers. */
  INT64(8);

  private final int bytes;

  OnnxElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one element, bytes. */
  public int bytes() {
    return bytes;
  }

  /** Whether it is one of the two integer types. */
  public boolean isInteger() {
    return this == INT32 || this == INT64;
  }
}
