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
    int samples = clip.samples().length;
    int bytes = Math.addExact(HEADER_BYTES, Math.multiplyExact(2, samples));
    ByteBuffer wav = ByteBuffer.allocate(bytes).put(header(clip.sampleRate(), samples));
    return wav.put(pcm16(clip.samples(), samples)).array();
  }

  /**
   * What stands before the samples.
   *
   * @param samples that will follow
   */
  public static byte[] header(int sampleRate, int samples) {
    int bytes = Math.multiplyExact(2, samples);
    ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + bytes).put(ascii("WAVEfmt "));
    wav.putInt(FORMAT_BYTES).putShort((short) 1).putShort((short) 1); // linear PCM, one channel
    wav.putInt(sampleRate).putInt(2 * sampleRate).putShort((short) 2).putShort((short) 16);
    return wav.put(ascii("data")).putInt(bytes).array();
  }

  /** The first samples as they stand in a file. What is beyond full scale is clipped. */
  public static byte[] pcm16(float[] samples, int length) {
    ByteBuffer pcm =
        ByteBuffer.allocate(Math.multiplyExact(2, length)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < length; i++) {
      int value = Math.round(samples[i] * 32_768);
      pcm.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value)));
    }
    return pcm.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
