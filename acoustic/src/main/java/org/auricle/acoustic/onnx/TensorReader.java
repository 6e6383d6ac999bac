package org.auricle.acoustic.onnx;

import ai.onnxruntime.platform.Fp16Conversions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.auricle.acoustic.onnx.proto.StringStringEntryProto;
import org.auricle.acoustic.onnx.proto.TensorProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;

/** Constants of a model as floats, wherever the format lets them lie. */
final class TensorReader {
  private final Path model;

  /** Reads tensors of a model whose external data has been checked to lie beside it. */
  TensorReader(Path model) {
    this.model = model;
  }

  /**
   * Reads one.
   *
   * @throws OnnxModelException naming the tensor, what was found and what was expected
   */
  ConstantTensor read(TensorProto tensor) {
    int[] shape = new int[tensor.getDimsCount()];
    long size = 1;
    for (int i = 0; i < shape.length; i++) {
      long d = tensor.getDims(i);
      size = d < 0 || d > Integer.MAX_VALUE ? -1 : size * d;
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw problem(tensor, "shape " + tensor.getDimsList(), "at most 2^31 values");
      }
      shape[i] = (int) d;
    }
    DataType known = DataType.forNumber(tensor.getDataType());
    DataType type = known == null ? DataType.UNDEFINED : known;
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      return new ConstantTensor(shape, decode(tensor, type, external(tensor), (int) size));
    }
    if (tensor.hasRawData()) {
      ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer();
      return new ConstantTensor(shape, decode(tensor, type, raw, (int) size));
    }
    return new ConstantTensor(shape, take(tensor, fields(tensor, type), type, (int) size));
  }

  private static List<? extends Number> fields(TensorProto tensor, DataType type) {
    return switch (type) {
      case FLOAT -> tensor.getFloatDataList();
      case DOUBLE -> tensor.getDoubleDataList();
      case INT64 -> tensor.getInt64DataList();
      default -> tensor.getInt32DataList();
    };
  }

  private float[] take(TensorProto tensor, List<? extends Number> fields, DataType type, int size) {
    if (fields.size() != size) {
      throw problem(tensor, fields.size() + " values", size + " values");
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (type) {
            case FLOAT16 -> Fp16Conversions.fp16ToFloat(fields.get(i).shortValue());
            case BFLOAT16 -> Float.intBitsToFloat(fields.get(i).intValue() << 16);
            case FLOAT, DOUBLE, INT64, INT32, INT8, UINT8 -> fields.get(i).floatValue();
            default -> throw unreadable(tensor, type);
          };
    }
    return values;
  }

  private float[] decode(TensorProto tensor, DataType type, ByteBuffer raw, int size) {
    ByteBuffer in = raw.order(ByteOrder.LITTLE_ENDIAN);
    long expected = (long) size * bytes(tensor, type);
    if (in.remaining() != expected) {
      throw problem(tensor, in.remaining() + " bytes", expected + " bytes");
    }
    float[] values = new float[size]; // not before its bytes are known to be there
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (type) {
            case FLOAT -> in.getFloat();
            case DOUBLE -> (float) in.getDouble();
            case FLOAT16 -> Fp16Conversions.fp16ToFloat(in.getShort());
            case BFLOAT16 -> Float.intBitsToFloat(in.getShort() << 16);
            case INT64 -> in.getLong();
            case INT32 -> in.getInt();
            case INT8 -> in.get();
            default -> in.get() & 0xff; // UINT8
          };
    }
    return values;
  }

  private int bytes(TensorProto tensor, DataType type) {
    return switch (type) {
      case INT64, DOUBLE -> 8;
      case FLOAT, INT32 -> 4;
      case FLOAT16, BFLOAT16 -> 2;
      case INT8, UINT8 -> 1;
      default -> throw unreadable(tensor, type);
    };
  }

  private ByteBuffer external(TensorProto tensor) {
    Map<String, String> entries = new HashMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    Path file = model.resolveSibling(entries.getOrDefault("location", ""));
    try (FileChannel channel = FileChannel.open(file)) {
      long from = Long.parseLong(entries.getOrDefault("offset", "0"));
      long size = Long.parseLong(entries.getOrDefault("length", "" + (channel.size() - from)));
      if (size > Integer.MAX_VALUE) {
        throw problem(tensor, size + " bytes", "less than 2 GB");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, from, size);
    } catch (IOException e) {
      throw new OnnxModelException(
          model.toString(), "tensor " + tensor.getName(), "external data cannot be read", e);
    }
  }

  private OnnxModelException unreadable(TensorProto tensor, DataType type) {
    return problem(
        tensor, "type " + type, "FLOAT, FLOAT16, BFLOAT16, DOUBLE, INT8, UINT8, INT32 or INT64");
  }

  private OnnxModelException problem(TensorProto tensor, String found, String expected) {
    return new OnnxModelException(model.toString(), "tensor " + tensor.getName(), found, expected);
  }
}
