package org.auricle.engine.audio;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;

/** Decodes Opus packets (RFC 6716) one after the other. Not thread-safe. */
final class OpusPackets {
  /** The rate in which Ogg counts. */
  static final int FULL_RATE = 48_000;

  private static final int MAX_SAMPLES = 5_760; // 120 ms at the full rate
  private static final int[] SILK_FRAMES = {480, 960, 1_920, 2_880}; // at the full rate

  private final OpusHead head;
  private final OpusDecoder decoder;
  private final short[] buffer;

  OpusPackets(OpusHead head) {
    this.head = head;
    try {
      decoder = new OpusDecoder(head.decodeRate(), head.channels());
    } catch (OpusException e) {
      throw new AssertionError("all of OpusHead's rates and channels are Opus's", e);
    }
    buffer = new short[MAX_SAMPLES * head.decodeRate() / FULL_RATE * head.channels()];
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
   * @return [frames x channels] at the head's rate
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
    long expected = (long) samples(packet) * head.decodeRate() / FULL_RATE;
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
