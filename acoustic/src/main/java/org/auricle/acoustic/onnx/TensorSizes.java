package org.auricle.acoustic.onnx;

import java.util.List;
import org.auricle.acoustic.onnx.proto.TensorProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;

/**
 * How much a tensor's shape announces, and whether that is there. ONNX Runtime works with shapes
 * before it counts values, and a false one may end the process.
 */
final class TensorSizes {
  private TensorSizes() {}

  /**
   * The product of dimensions.
   *
   * @throws ArithmeticException if one is negative, or they are too large for any memory
   */
  static long elements(List<Long> dims) {
    long elements = 1;
    for (long d : dims) {
      if (d < 0) {
        throw new ArithmeticException("negative");
      }
      elements = Math.multiplyExact(elements, Math.max(1, d));
    }
    return dims.contains(0L) ? 0 : elements;
  }

  /** Whether the values that stand in the file itself are as many as that. */
  static boolean fits(TensorProto tensor, long elements) {
    DataType type = DataType.forNumber(tensor.getDataType());
    int bits = type == null ? 0 : bits(type);
    if (tensor.hasRawData()) {
      long bytes = tensor.getRawData().size();
      return elements <= 8 * bytes && (bits == 0 || elements * bits == 8 * bytes);
    }
    long fields =
        (long) tensor.getFloatDataCount()
            + tensor.getDoubleDataCount()
            + tensor.getInt32DataCount()
            + tensor.getInt64DataCount()
            + tensor.getUint64DataCount()
            + tensor.getStringDataCount();
    return elements <= (bits == 0 ? 8 : 1) * fields;
  }

  /** Of one value; 0 of types that are not known here, of which a byte may hold several. */
  private static int bits(DataType type) {
    return switch (type) {
      case UINT8, INT8, BOOL -> 8;
      case FLOAT16, BFLOAT16, UINT16, INT16 -> 16;
      case FLOAT, INT32, UINT32 -> 32;
      case DOUBLE, INT64, UINT64, COMPLEX64 -> 64;
      case COMPLEX128 -> 128;
      case STRING, UNDEFINED -> 0;
    };
  }
}
