package org.auricle.engine.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first packet of Opus in Ogg (RFC 7845, section 5.1).
 *
 * @param channels 1 or 2
 * @param preSkip samples at 48 kHz to drop from the start
 * @param gain factor by which to multiply samples
 */
record OpusHead(int channels, int preSkip, float gain) {
  private static final int BYTES = 19;
  private static final int GAIN_STEPS_PER_20_DB = 20 * 256;

  /** Whether a packet claims to be one. */
  static boolean recognizes(byte[] packet) {
    return AudioInput.matches(packet, 0, "OpusHead");
  }

  /**
   * Reads the packet.
   *
   * @throws IllegalArgumentException in one line if it is not for us
   */
  static OpusHead parse(byte[] packet) {
    if (packet.length < BYTES) {
      throw new IllegalArgumentException(
          "OpusHead: " + packet.length + " bytes (expected: >= " + BYTES + ")");
    }
    ByteBuffer head = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
    int version = head.get(8) & 0xff;
    if (version == 0 || version > 15) { // lower four bits are of no consequence to readers
      throw new IllegalArgumentException("OpusHead version: " + version + " (expected: 1..15)");
    }
    int channels = head.get(9) & 0xff;
    int family = head.get(18) & 0xff;
    if (family != 0 || channels < 1 || channels > 2) {
      throw new IllegalArgumentException(
          "Opus channels: %d of mapping family %d (expected: 1 or 2 of family 0)"
              .formatted(channels, family));
    }
    float gain = (float) Math.pow(10, (double) head.getShort(16) / GAIN_STEPS_PER_20_DB);
    return new OpusHead(channels, head.getShort(10) & 0xffff, gain);
  }
}
