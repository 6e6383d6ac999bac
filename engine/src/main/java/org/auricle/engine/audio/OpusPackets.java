package org.auricle.engine.audio;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;

/**
 * Decodes Opus packets (RFC 6716) one after the other, at the full rate whatever was encoded: below
 * it Concentus 1.0.2 loses the SILK part of hybrid packets, which is all of the speech under 8 kHz.
 * Not thread-safe.
 */
final class OpusPackets {
  /** The rate of what is decoded, in hertz; the one in which Ogg counts, too. */
  static final int FULL_RATE = 48_000;

  private static final int MAX_SAMPLES = 5_760; // 120 ms at the full rate
  private static final int[] SILK_FRAMES = {480, 960, 1_920, 2_880}; // at the full rate

  private final OpusHead head;
  private final OpusDecoder decoder;
  private final short[] buffer;

  OpusPackets(OpusHead head) {
    this.head = head;
    try {
      decoder = new OpusDecoder(FULL_RATE, head.channels());
    } catch (OpusException e) {
      throw new AssertionError("all of OpusHead's channels are Opus's", e);
    }
    buffer = new short[MAX_SAMPLES * head.channels()];
  }

  /**
   * How long a packet is (RFC 6716, section 3.1).
   *
   * @return samples at 48 kHz, or 0 if no packet can be like this
   */
  static int samples(byte[] packet) {
    if (packet.length == 0 || ((packet[0] & 3) == 3 && packet.length < 2)) {
      return 0;
    }
    int config = (packet[0] & 0xff) >> 3;
    int frame =
        config < 12
            ? SILK_FRAMES[config & 3]
            : config < 16 ? SILK_FRAMES[config & 1] : 120 << (config & 3);
    int frames =
        switch (packet[0] & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> packet[1] & 0x3f;
        };
    return frame * frames <= MAX_SAMPLES ? frame * frames : 0;
  }

  /**
   * Decodes a packet.
   *
   * @return [frames x channels] at {@link #FULL_RATE}
   * @throws OpusException if it is damaged
   */
  float[] decode(byte[] packet) throws OpusException {
    int frames;
    try {
      frames =
          decoder.decode(
              packet, 0, packet.length, buffer, 0, buffer.length / head.channels(), false);
    } catch (RuntimeException | AssertionError e) { // the library trusts some of its input
      throw (OpusException) new OpusException("cannot be decoded").initCause(e);
    }
    int expected = samples(packet);
    if (frames != expected) {
      throw new OpusException(frames + " samples (expected: " + expected + ")");
    }
    float[] samples = new float[frames * head.channels()];
    float scale = head.gain() / 32_768f;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = buffer[i] * scale;
    }
    return samples;
  }
}
