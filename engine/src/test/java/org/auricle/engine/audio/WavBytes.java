package org.auricle.engine.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes WAV by the book, or deliberately not, independently of the reader under test. */
final class WavBytes {
  static final int PCM = 1;
  static final int FLOAT = 3;
  static final int A_LAW = 6;
  static final int MU_LAW = 7;

  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

  /** A plain file: 16-bit mono at 16 kHz. */
  static byte[] pcm16(short... samples) {
    return new WavBytes().fmt(PCM, 1, 16_000, 16).chunk("data", shorts(samples)).riff();
  }

  static byte[] shorts(short... samples) {
    ByteBuffer bytes = little(2 * samples.length);
    for (short sample : samples) {
      bytes.putShort(sample);
    }
    return bytes.array();
  }

  static byte[] floats(float... samples) {
    ByteBuffer bytes = little(4 * samples.length);
    for (float sample : samples) {
      bytes.putFloat(sample);
    }
    return bytes.array();
  }

  WavBytes fmt(int tag, int channels, int rate, int bits) {
    return fmt(tag, channels, rate, bits, channels * bits / 8);
  }

  WavBytes fmt(int tag, int channels, int rate, int bits, int blockAlign) {
    return chunk("fmt ", fmtFields(little(16), tag, channels, rate, bits, blockAlign).array());
  }

  WavBytes fmtExtensible(int tag, int channels, int rate, int bits) {
    ByteBuffer fields =
        fmtFields(little(40), 0xFFFE, channels, rate, bits, channels * bits / 8)
            .putShort((short) 22)
            .putShort((short) bits)
            .putInt(0) // no speaker positions
            .putShort((short) tag)
            .put(new byte[] {0, 0, 0, 0, 16, 0, -128, 0, 0, -86, 0, 56, -101, 113});
    return chunk("fmt ", fields.array());
  }

  private static ByteBuffer fmtFields(
      ByteBuffer fields, int tag, int channels, int rate, int bits, int blockAlign) {
    return fields
        .putShort((short) tag)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * blockAlign)
        .putShort((short) blockAlign)
        .putShort((short) bits);
  }

  WavBytes chunk(String id, byte[] body) {
    return chunk(id, body.length, body);
  }

  /** A chunk that claims another size than it has. */
  WavBytes chunk(String id, long claimedSize, byte[] body) {
    chunks.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
    chunks.writeBytes(little(4).putInt((int) claimedSize).array());
    chunks.writeBytes(body);
    if (body.length % 2 != 0) {
      chunks.write(0);
    }
    return this;
  }

  byte[] riff() {
    return riff("RIFF", chunks.size() + 4L);
  }

  byte[] riff(String id, long claimedSize) {
    return little(12 + chunks.size())
        .put(id.getBytes(StandardCharsets.US_ASCII))
        .putInt((int) claimedSize)
        .put("WAVE".getBytes(StandardCharsets.US_ASCII))
        .put(chunks.toByteArray())
        .array();
  }

  static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
