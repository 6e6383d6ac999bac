package org.auricle.grpc.google;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Hours of silence in a few bytes: FLAC frames of 65,536 samples that are all zero (RFC 9639). */
final class FlacBomb {
  private static final int BLOCK = 65_536;

  private FlacBomb() {}

  static ByteString silence(int frames) {
    ByteArrayOutputStream flac = new ByteArrayOutputStream();
    flac.writeBytes("fLaC".getBytes(StandardCharsets.US_ASCII));
    flac.writeBytes(new byte[] {(byte) 0x80, 0, 0, 34});
    ByteBuffer info = ByteBuffer.allocate(34).putShort((short) (BLOCK - 1)).putShort((short) -1);
    info.putLong(10, 16_000L << 44 | 15L << 36); // 16 kHz, one channel, 16 bits
    flac.writeBytes(info.array());
    byte[] frame = frame();
    for (int i = 0; i < frames; i++) {
      flac.writeBytes(frame);
    }
    return ByteString.copyFrom(flac.toByteArray());
  }

  /** Sync, a block size in 16 bits, the header's rate, mono, 16 bits; a constant subframe. */
  private static byte[] frame() {
    byte[] frame = new byte[14];
    byte[] header = {(byte) 0xff, (byte) 0xf8, 0x70, 0x08, 0, (byte) 0xff, (byte) 0xff};
    System.arraycopy(header, 0, frame, 0, header.length);
    frame[7] = (byte) crc(frame, 7, 8, 0x07);
    int crc = crc(frame, 11, 16, 0x8005);
    frame[11] = (byte) (crc >> 8);
    frame[12] = (byte) crc;
    return Arrays.copyOf(frame, 13);
  }

  private static int crc(byte[] bytes, int count, int width, int polynomial) {
    int crc = 0;
    for (int i = 0; i < count; i++) {
      crc ^= (bytes[i] & 0xff) << width - 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >> width - 1 & 1) == 1 ? crc << 1 ^ polynomial : crc << 1;
        crc &= (1 << width) - 1;
      }
    }
    return crc;
  }
}
