package org.auricle.engine.audio;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads Sun and NeXT audio (AU): linear PCM of 8, 16, 24 and 32 bits, floating point of 32 and 64
 * bits, mu-law and A-law. A size of 0xFFFFFFFF means: up to the end.
 */
final class AuReader {
  private static final int HEADER_BYTES = 24;
  private static final long UNKNOWN_SIZE = 0xFFFFFFFFL;

  private AuReader() {}

  /** Whether a source that starts like this is for this reader. */
  static boolean recognizes(byte[] start) {
    return AudioInput.matches(start, 0, ".snd");
  }

  static void read(AudioInput in, AudioTarget target) throws IOException {
    long start = in.position();
    ByteBuffer header = ByteBuffer.wrap(in.readHeader(HEADER_BYTES, "AU header"));
    long offset = unsigned(header, 4);
    if (offset < HEADER_BYTES) {
      throw in.fail(start + 4, "data offset: " + offset + " (expected: >= 24)");
    }
    SampleEncoding encoding = encoding(in, header.getInt(12), start + 12);
    MonoWriter out = target.open(in, unsigned(header, 16), unsigned(header, 20), start + 16);
    in.skip(offset - HEADER_BYTES, "annotation");
    long size = unsigned(header, 8);
    PcmBody.read(in, encoding, size == UNKNOWN_SIZE ? PcmBody.TO_THE_END : size, "AU data", out);
    out.finish();
  }

  private static SampleEncoding encoding(AudioInput in, int code, long offset)
      throws AudioFormatException {
    return switch (code) {
      case 1 -> SampleEncoding.MU_LAW;
      case 2 -> SampleEncoding.PCM_S8;
      case 3 -> SampleEncoding.PCM_S16BE;
      case 4 -> SampleEncoding.PCM_S24BE;
      case 5 -> SampleEncoding.PCM_S32BE;
      case 6 -> SampleEncoding.FLOAT32BE;
      case 7 -> SampleEncoding.FLOAT64BE;
      case 27 -> SampleEncoding.A_LAW;
      default ->
          throw in.fail(
              offset, "AU encoding: " + code + " (expected: 1 to 7 or 27: PCM, float or G.711)");
    };
  }

  private static long unsigned(ByteBuffer header, int at) {
    return header.getInt(at) & 0xFFFFFFFFL;
  }
}
