package org.auricle.tools.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes images of a palette's colours (PNG, ISO/IEC 15948, colour type 3). */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final byte INDEXED = 3;

  private Png() {}

  /**
   * An image.
   *
   * @param pixels [height x width] numbers of colours, the top row first
   */
  static byte[] write(int width, int height, byte[] pixels, Palette palette) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put(INDEXED); // then compression, filter and interlacing: all 0
    chunk(file, "IHDR", header.array());
    chunk(file, "PLTE", palette.rgb());
    byte[] rows = new byte[height * (width + 1)]; // each row after its filter's number, 0: none
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, y * width, rows, y * (width + 1) + 1, width);
    }
    chunk(file, "IDAT", deflate(rows));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] deflate(byte[] data) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 14];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
    byte[] body = Arrays.copyOf(type.getBytes(StandardCharsets.US_ASCII), 4 + data.length);
    System.arraycopy(data, 0, body, 4, data.length);
    CRC32 crc = new CRC32();
    crc.update(body);
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(body);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
