package org.auricle.engine.audio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes NIST SPHERE, independently of the reader under test. */
final class SphereBytes {
  private SphereBytes() {}

  /** A header of 1024 bytes with these lines, then the body. */
  static byte[] of(byte[] body, String... lines) {
    return withHeaderSize("   1024", body, lines);
  }

  static byte[] withHeaderSize(String size, byte[] body, String... lines) {
    String text = "NIST_1A\n" + size + "\n" + String.join("\n", lines) + "\nend_head\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(" ".repeat(1024 - text.length()).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** The usual fields of 16-bit linear audio at 16 kHz. */
  static String[] pcm16(String byteFormat, int channels, long frames) {
    return new String[] {
      "database_id -s3 AN4",
      "channel_count -i " + channels,
      "sample_count -i " + frames,
      "sample_rate -i 16000",
      "sample_n_bytes -i 2",
      "sample_byte_format -s2 " + byteFormat,
      "sample_coding -s3 pcm"
    };
  }
}
