package org.auricle.engine.audio;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a FLAC stream says about itself (RFC 9639, section 8.2).
 *
 * @param sampleRate in hertz
 * @param channels interleaved in the digest's order
 * @param bits of each sample
 * @param totalFrames samples of each channel; 0 if the encoder did not know
 * @param md5 [16] digest of all samples, interleaved, little-endian; all zero if not known
 */
record FlacStreamInfo(int sampleRate, int channels, int bits, long totalFrames, byte[] md5) {
  static final int BYTES = 34;

  private static final int MIN_BITS = 4;
  private static final int MAX_BITS = 24;

  static FlacStreamInfo parse(byte[] block) {
    // 20 bits of rate, 3 of channels - 1, 5 of bits - 1, 36 of frames
    long packed = ByteBuffer.wrap(block).getLong(10);
    byte[] md5 = new byte[16];
    System.arraycopy(block, 18, md5, 0, md5.length);
    return new FlacStreamInfo(
        (int) (packed >>> 44),
        (int) (packed >>> 41 & 7) + 1,
        (int) (packed >>> 36 & 0x1f) + 1,
        packed & 0xFFFFFFFFFL,
        md5);
  }

  /** What is wrong with the number of bits, if anything. */
  Optional<String> checkBits() {
    return bits >= MIN_BITS && bits <= MAX_BITS
        ? Optional.empty()
        : Optional.of("bits per sample: " + bits + " (expected: 4..24)");
  }
}
