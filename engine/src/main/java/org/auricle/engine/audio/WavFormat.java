package org.auricle.engine.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What the 'fmt ' chunk of a RIFF/WAVE says.
 *
 * @param sampleRate in hertz
 * @param channels interleaved
 */
record WavFormat(SampleEncoding encoding, long sampleRate, int channels) {
  /** The size that writers leave who cannot seek. */
  static final long STREAMED = 0xFFFFFFFFL;

  private static final long STREAMED_BY_SOX = 0x7FFFF000L;
  private static final long HEADER_BYTES_IN_RIFF = 36;

  /** No more of the chunk is looked at. */
  static final int MAX_BYTES = 40;

  private static final int MIN_BYTES = 16;
  private static final int TAG_PCM = 1;
  private static final int TAG_FLOAT = 3;
  private static final int TAG_A_LAW = 6;
  private static final int TAG_MU_LAW = 7;
  private static final int TAG_EXTENSIBLE = 0xFFFE;

  /** What follows the format tag in the GUIDs that stand for format tags. */
  private static final byte[] GUID_TAIL = {
    0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71
  };

  /** Reads as much of a chunk of {@code size} bytes as matters. */
  static WavFormat read(AudioInput in, long size) throws IOException {
    long start = in.position();
    if (size < MIN_BYTES) {
      throw in.fail(start, "'fmt ' chunk: " + size + " bytes (expected: >= 16)");
    }
    byte[] bytes = in.readHeader((int) Math.min(size, MAX_BYTES), "'fmt ' chunk");
    ByteBuffer format = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int bits = format.getShort(14) & 0xffff;
    SampleEncoding encoding = encoding(in, tag(in, format, start), bits, start);
    long rate = format.getInt(4) & 0xFFFFFFFFL;
    int channels = format.getShort(2) & 0xffff;
    var problem = AudioLimits.checkRate(rate).or(() -> AudioLimits.checkChannels(channels));
    if (problem.isPresent()) {
      throw in.fail(start, problem.get());
    }
    int blockAlign = format.getShort(12) & 0xffff;
    int expected = channels * encoding.bytesPerSample();
    if (blockAlign != expected) {
      throw in.fail(start + 12, "block align: " + blockAlign + " (expected: " + expected + ")");
    }
    return new WavFormat(encoding, rate, channels);
  }

  /**
   * Whether the size of a data chunk stands for "up to the end".
   *
   * @param riffSize of the whole, as its header has it
   * @param position of the data
   */
  static boolean isPlaceholder(long size, long riffSize, long position) {
    return size == STREAMED
        || (size == STREAMED_BY_SOX && riffSize == size + HEADER_BYTES_IN_RIFF)
        || (size == 0 && (riffSize == STREAMED || riffSize + 8 <= position));
  }

  /** Whether samples of this kind are read here; the rest of the header may still say no. */
  static boolean isTagKnown(int tag) {
    return tag == TAG_PCM
        || tag == TAG_FLOAT
        || tag == TAG_A_LAW
        || tag == TAG_MU_LAW
        || tag == TAG_EXTENSIBLE;
  }

  /** Chunks begin at even offsets. */
  static long padded(long size) {
    return size + (size & 1);
  }

  private static int tag(AudioInput in, ByteBuffer format, long start) throws AudioFormatException {
    int tag = format.getShort(0) & 0xffff;
    if (tag != TAG_EXTENSIBLE) {
      return tag;
    }
    if (format.capacity() < MAX_BYTES) {
      throw in.fail(
          start, "extensible 'fmt ' chunk: " + format.capacity() + " bytes (expected: >= 40)");
    }
    if (!Arrays.equals(format.array(), 26, 40, GUID_TAIL, 0, GUID_TAIL.length)) {
      throw in.fail(start + 24, "unknown sub-format GUID (expected: PCM, float, mu-law or A-law)");
    }
    return format.getShort(24) & 0xffff;
  }

  private static SampleEncoding encoding(AudioInput in, int tag, int bits, long start)
      throws AudioFormatException {
    SampleEncoding found =
        switch (tag) {
          case TAG_PCM ->
              switch (bits) {
                case 8 -> SampleEncoding.PCM_U8;
                case 16 -> SampleEncoding.PCM_S16LE;
                case 24 -> SampleEncoding.PCM_S24LE;
                case 32 -> SampleEncoding.PCM_S32LE;
                default -> null;
              };
          case TAG_FLOAT ->
              switch (bits) {
                case 32 -> SampleEncoding.FLOAT32LE;
                case 64 -> SampleEncoding.FLOAT64LE;
                default -> null;
              };
          case TAG_MU_LAW -> bits == 8 ? SampleEncoding.MU_LAW : null;
          case TAG_A_LAW -> bits == 8 ? SampleEncoding.A_LAW : null;
          default ->
              throw in.fail(
                  start,
                  "format tag: 0x%04x%s (expected: PCM, float, mu-law or A-law)"
                      .formatted(tag, codecName(tag)));
        };
    if (found == null) {
      throw in.fail(
          start + 14,
          "bits per sample: " + bits + " (expected: PCM 8/16/24/32, float 32/64, G.711 8)");
    }
    return found;
  }

  private static String codecName(int tag) {
    return switch (tag) {
      case 0x0002 -> ", Microsoft ADPCM";
      case 0x0011 -> ", IMA ADPCM";
      case 0x0031 -> ", GSM 6.10";
      case 0x0050, 0x0055 -> ", MPEG audio";
      default -> "";
    };
  }
}
