package org.auricle.engine.audio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How one sample lies in bytes. */
public enum SampleEncoding {
  /** 8-bit unsigned linear PCM, zero at 128. */
  PCM_U8(1),
  /** 8-bit signed linear PCM. */
  PCM_S8(1),
  /** 16-bit signed linear PCM, low byte first ("LINEAR16"). */
  PCM_S16LE(2),
  /** 16-bit signed linear PCM, high byte first. */
  PCM_S16BE(2),
  /** 24-bit signed linear PCM, low byte first. */
  PCM_S24LE(3),
  /** 24-bit signed linear PCM, high byte first. */
  PCM_S24BE(3),
  /** 32-bit signed linear PCM, low byte first. */
  PCM_S32LE(4),
  /** 32-bit signed linear PCM, high byte first. */
  PCM_S32BE(4),
  /** IEEE 754 single precision, low byte first. */
  FLOAT32LE(4),
  /** IEEE 754 single precision, high byte first. */
  FLOAT32BE(4),
  /** IEEE 754 double precision, low byte first. */
  FLOAT64LE(8),
  /** IEEE 754 double precision, high byte first. */
  FLOAT64BE(8),
  /** {@link G711} mu-law. */
  MU_LAW(1),
  /** {@link G711} A-law. */
  A_LAW(1);

  private static final VarHandle SHORT_LE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT_BE = view(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT_LE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BE = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle FLOAT_LE = view(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOAT_BE = view(float[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle DOUBLE_LE = view(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE_BE = view(double[].class, ByteOrder.BIG_ENDIAN);

  private final int bytesPerSample;

  SampleEncoding(int bytesPerSample) {
    this.bytesPerSample = bytesPerSample;
  }

  /** Bytes that one sample of one channel takes. */
  public int bytesPerSample() {
    return bytesPerSample;
  }

  /** Whether decoded samples can be other than finite and within [-1, 1]. */
  boolean isFloatingPoint() {
    return this == FLOAT32LE || this == FLOAT32BE || this == FLOAT64LE || this == FLOAT64BE;
  }

  /**
   * Decodes {@code count} samples. Integer codes are divided by the magnitude of their most
   * negative value, so full scale is [-1, 1); floating-point samples are passed on as they are.
   *
   * @param bytes holds count * bytesPerSample() bytes from {@code byteOffset}
   * @param samples receives [count] samples from {@code sampleOffset}
   */
  public void decode(byte[] bytes, int byteOffset, float[] samples, int sampleOffset, int count) {
    int end = sampleOffset + count;
    int b = byteOffset;
    for (int s = sampleOffset; s < end; s++, b += bytesPerSample) {
      samples[s] =
          switch (this) {
            case PCM_U8 -> ((bytes[b] & 0xff) - 128) / 128f;
            case PCM_S8 -> bytes[b] / 128f;
            case PCM_S16LE -> (short) SHORT_LE.get(bytes, b) / 32768f;
            case PCM_S16BE -> (short) SHORT_BE.get(bytes, b) / 32768f;
            case PCM_S24LE ->
                ((bytes[b] & 0xff) | (bytes[b + 1] & 0xff) << 8 | bytes[b + 2] << 16) / 8388608f;
            case PCM_S24BE ->
                ((bytes[b + 2] & 0xff) | (bytes[b + 1] & 0xff) << 8 | bytes[b] << 16) / 8388608f;
            case PCM_S32LE -> (int) INT_LE.get(bytes, b) / 2147483648f;
            case PCM_S32BE -> (int) INT_BE.get(bytes, b) / 2147483648f;
            case FLOAT32LE -> (float) FLOAT_LE.get(bytes, b);
            case FLOAT32BE -> (float) FLOAT_BE.get(bytes, b);
            case FLOAT64LE -> (float) (double) DOUBLE_LE.get(bytes, b);
            case FLOAT64BE -> (float) (double) DOUBLE_BE.get(bytes, b);
            case MU_LAW -> G711.decodeMuLaw(bytes[b]);
            case A_LAW -> G711.decodeALaw(bytes[b]);
          };
    }
  }

  private static VarHandle view(Class<?> arrayType, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, order);
  }
}
