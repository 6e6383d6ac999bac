package org.auricle.acoustic.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the heap that tensors are laid over, used again and again; grows as needed. Not
 * thread-safe.
 */
final class TensorBuffer {
  private final OnnxJavaType type;
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  TensorBuffer(OnnxJavaType type) {
    this.type = type;
  }

  static OnnxJavaType javaType(OnnxElementType type) {
    return switch (type) {
      case FLOAT -> OnnxJavaType.FLOAT;
      case FLOAT16 -> OnnxJavaType.FLOAT16;
      case INT32 -> OnnxJavaType.INT32;
      case INT64 -> OnnxJavaType.INT64;
    };
  }

  OnnxJavaType type() {
    return type;
  }

  /** Bytes held. */
  int capacity() {
    return memory.capacity();
  }

  /** The memory of a tensor of that shape. What stood there is kept unless it has to grow. */
  ByteBuffer bytes(long... shape) {
    long size = type.size;
    for (long d : shape) {
      size = Math.multiplyExact(size, d);
    }
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "tensor of " + size + " bytes (expected: less than 2 GB; cut the recording)");
    }
    int needed = (int) size;
    if (needed > memory.capacity()) {
      memory = ByteBuffer.allocateDirect(Math.max(needed, memory.capacity() / 2 * 3));
    }
    return memory.duplicate().order(ByteOrder.nativeOrder()).position(0).limit(needed);
  }

  /** Sets all elements of a tensor of that shape. */
  void fill(double value, long... shape) {
    ByteBuffer target = bytes(shape);
    while (target.hasRemaining()) {
      put(target, value);
    }
  }

  private void put(ByteBuffer target, double value) {
    switch (type) {
      case FLOAT -> target.putFloat((float) value);
      case FLOAT16 -> target.putShort(Fp16Conversions.floatToFp16((float) value));
      case INT32 -> target.putInt(rounded(value));
      case INT64 -> target.putLong(Math.round(value));
      default -> throw new IllegalArgumentException("type: " + type + " (expected: a number)");
    }
  }

  /**
   * Writes scaled values.
   *
   * @param index of the first element written
   * @param step from one element written to the next
   */
  void put(float[] source, int offset, int count, double scale, int index, int step) {
    ByteBuffer target = memory.duplicate().order(ByteOrder.nativeOrder());
    if (type == OnnxJavaType.FLOAT && scale == 1 && step == 1) {
      target.asFloatBuffer().put(index, source, offset, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target.position((index + i * step) * type.size);
      put(target, source[offset + i] * scale);
    }
  }

  /** Sets consecutive elements. */
  void fill(double value, int index, int count) {
    ByteBuffer target = memory.duplicate().order(ByteOrder.nativeOrder());
    target.position(index * type.size);
    for (int i = 0; i < count; i++) {
      put(target, value);
    }
  }

  /** Reads elements as floats. */
  void get(int index, float[] target, int offset, int count) {
    read(memory.duplicate().order(ByteOrder.nativeOrder()), type, index, target, offset, count);
  }

  /** Reads elements of any tensor's memory as floats. */
  static void read(
      ByteBuffer source, OnnxJavaType type, int index, float[] target, int offset, int count) {
    if (type == OnnxJavaType.FLOAT) {
      source.rewind().asFloatBuffer().get(index, target, offset, count);
    } else {
      for (int i = 0; i < count; i++) {
        target[offset + i] =
            Fp16Conversions.fp16ToFloat(source.getShort((index + i) * Short.BYTES));
      }
    }
  }

  /** Reads an integer of any tensor's memory. */
  static long readInteger(ByteBuffer source, OnnxJavaType type, int index) {
    return type == OnnxJavaType.INT64
        ? source.getLong(index * Long.BYTES)
        : source.getInt(index * Integer.BYTES);
  }

  private static int rounded(double value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Math.rint(value)));
  }
}
