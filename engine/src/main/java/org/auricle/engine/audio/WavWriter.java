package org.auricle.engine.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes RIFF/WAVE: 16-bit linear PCM, mono, which everything plays. */
public final class WavWriter {
  private static final int HEADER_BYTES = 44;
  private static final int FORMAT_BYTES = 16;

  private WavWriter() {}

  /** A whole file. What is beyond full scale is clipped. */
  public static byte[] pcm16(AudioClip clip) {
    int bytes = Math.multiplyExact(2, clip.samples().length);
    int rate = clip.sampleRate();
    ByteBuffer wav =
        ByteBuffer.allocate(Math.addExact(HEADER_BYTES, bytes)).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + bytes).put(ascii("WAVEfmt "));
    wav.putInt(FORMAT_BYTES).putShort((short) 1).putShort((short) 1); // linear PCM, one channel
    wav.putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
    wav.put(ascii("data")).putInt(bytes);
    for (float x : clip.samples()) {
      int value = Math.round(x * 32_768);
      wav.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value)));
    }
    return wav.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
