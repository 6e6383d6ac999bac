package org.auricle.engine.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads Apple's AIFF and AIFF-C: linear PCM of up to 32 bits in either byte order, floating point
 * of 32 and 64 bits, mu-law and A-law. One instance reads one source; not thread-safe.
 *
 * <p>Chunks may come in any order; those that are not needed are passed over. The number of frames
 * is not believed, only the size of the sound chunk is, and that a chunk shorter than it says is an
 * error. Writers that cannot seek leave a placeholder: FFmpeg 0, SoX as many whole frames as go
 * into 0x7F000000 bytes, others 0xFFFFFFFF; they mean: up to the end.
 */
final class AiffReader {
  private static final int FORM_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int COMMON_BYTES = 18;
  private static final int COMPRESSED_COMMON_BYTES = COMMON_BYTES + 4;
  private static final int SOUND_HEADER_BYTES = 8;
  private static final long STREAMED = 0xFFFFFFFFL;
  private static final long STREAMED_BY_SOX = 0x7F000000L + SOUND_HEADER_BYTES; // at most
  private static final int MAX_FRAME_BYTES = AudioLimits.MAX_CHANNELS * Double.BYTES;
  private static final int EXPONENT_BIAS = 16_383;
  private static final int FRACTION_BITS = 63;

  private final AudioInput in;
  private final AudioTarget target;
  private boolean compressed; // AIFF-C
  private long formSize;
  private SampleEncoding encoding;
  private MonoWriter out;
  private AudioInput soundBeforeCommon;

  private AiffReader(AudioInput in, AudioTarget target) {
    this.in = in;
    this.target = target;
  }

  /** Whether a source that starts like this is for this reader. */
  static boolean recognizes(byte[] start) {
    return AudioInput.matches(start, 0, "FORM")
        && (AudioInput.matches(start, 8, "AIFF") || AudioInput.matches(start, 8, "AIFC"));
  }

  static void read(AudioInput in, AudioTarget target) throws IOException {
    new AiffReader(in, target).readChunks();
  }

  private void readChunks() throws IOException {
    byte[] form = in.readHeader(FORM_HEADER_BYTES, "FORM header");
    compressed = form[11] == 'C';
    formSize = unsigned(form);
    while (true) {
      byte[] header = in.peek(CHUNK_HEADER_BYTES);
      if (header.length < CHUNK_HEADER_BYTES) {
        throw in.fail(
            in.position(),
            "end of file (expected: a '" + (out == null ? "COMM" : "SSND") + "' chunk)");
      }
      in.skip(CHUNK_HEADER_BYTES, "chunk header");
      long size = unsigned(header);
      if (AudioInput.matches(header, 0, "COMM") && out == null) {
        readCommon(size);
        if (soundBeforeCommon != null) {
          readSound(soundBeforeCommon, soundBeforeCommon.remainingAtMost());
          return;
        }
      } else if (AudioInput.matches(header, 0, "SSND") && soundBeforeCommon == null) {
        long length = soundLength(size);
        if (out != null) {
          readSound(in, length);
          return;
        }
        soundBeforeCommon = in.keep(length, "'SSND' chunk", "a 'COMM' chunk");
      } else {
        String name = new String(header, 0, 4, StandardCharsets.ISO_8859_1);
        in.skip(WavFormat.padded(size), "chunk '" + name + "'");
      }
    }
  }

  private void readCommon(long size) throws IOException {
    long start = in.position();
    int needed = compressed ? COMPRESSED_COMMON_BYTES : COMMON_BYTES;
    if (size < needed) {
      throw in.fail(start, "'COMM' chunk: " + size + " bytes (expected: >= " + needed + ")");
    }
    byte[] common = in.readHeader(needed, "'COMM' chunk");
    ByteBuffer fields = ByteBuffer.wrap(common);
    int bits = fields.getShort(6) & 0xffff;
    encoding = compressed ? encoding(common, bits, start) : linear(bits, start);
    long rate = rate(fields.getShort(8), fields.getLong(10));
    out = target.open(in, rate, fields.getShort(0) & 0xffff, start);
    in.skip(WavFormat.padded(size) - needed, "'COMM' chunk");
  }

  /**
   * IEEE 754 extended precision: sign, 15 bits of exponent, 64 of a fraction that begins with 1.
   */
  private static long rate(short signAndExponent, long fraction) {
    int shift = FRACTION_BITS - (signAndExponent - EXPONENT_BIAS);
    // beyond these, a rate that is not one
    return signAndExponent < 0 || shift < 1 || shift > FRACTION_BITS ? 0 : fraction >>> shift;
  }

  private SampleEncoding encoding(byte[] common, int bits, long start) throws AudioFormatException {
    String type = new String(common, COMMON_BYTES, 4, StandardCharsets.ISO_8859_1);
    return switch (type) {
      case "NONE", "twos" -> linear(bits, start);
      case "sowt" -> littleEndian(bits, start);
      case "in24" -> SampleEncoding.PCM_S24BE; // whatever the number of bits says
      case "in32" -> SampleEncoding.PCM_S32BE;
      case "raw " -> SampleEncoding.PCM_U8;
      case "fl32", "FL32" -> SampleEncoding.FLOAT32BE;
      case "fl64", "FL64" -> SampleEncoding.FLOAT64BE;
      case "ulaw", "ULAW" -> SampleEncoding.MU_LAW;
      case "alaw", "ALAW" -> SampleEncoding.A_LAW;
      default ->
          throw in.fail(
              start + COMMON_BYTES,
              "AIFF-C compression: '" + type + "' (expected: PCM, float, mu-law or A-law)");
    };
  }

  private SampleEncoding linear(int bits, long start) throws AudioFormatException {
    return switch (bytes(bits, start)) {
      case 1 -> SampleEncoding.PCM_S8;
      case 2 -> SampleEncoding.PCM_S16BE;
      case 3 -> SampleEncoding.PCM_S24BE;
      default -> SampleEncoding.PCM_S32BE;
    };
  }

  private SampleEncoding littleEndian(int bits, long start) throws AudioFormatException {
    return switch (bytes(bits, start)) {
      case 1 -> SampleEncoding.PCM_S8;
      case 2 -> SampleEncoding.PCM_S16LE;
      case 3 -> SampleEncoding.PCM_S24LE;
      default -> SampleEncoding.PCM_S32LE;
    };
  }

  /** Samples have as many bytes as they need, and are at the upper end of them. */
  private int bytes(int bits, long start) throws AudioFormatException {
    if (bits < 1 || bits > 32) {
      throw in.fail(start + 6, "bits per sample: " + bits + " (expected: 1..32)");
    }
    return (bits + 7) / 8;
  }

  /** Reads the sound chunk's own header, and says how many bytes of samples follow it. */
  private long soundLength(long size) throws IOException {
    long start = in.position();
    byte[] header = in.readHeader(SOUND_HEADER_BYTES, "'SSND' chunk");
    long offset = ByteBuffer.wrap(header).getInt(0) & 0xFFFFFFFFL;
    in.skip(offset, "offset of the 'SSND' chunk");
    if (isPlaceholder(size)) {
      return PcmBody.TO_THE_END;
    }
    if (size < SOUND_HEADER_BYTES + offset) {
      throw in.fail(
          start,
          "'SSND' chunk: " + size + " bytes (expected: >= " + (SOUND_HEADER_BYTES + offset) + ")");
    }
    return size - SOUND_HEADER_BYTES - offset;
  }

  private boolean isPlaceholder(long size) {
    return size == STREAMED
        || (size <= STREAMED_BY_SOX && size > STREAMED_BY_SOX - MAX_FRAME_BYTES)
        || (size == 0 && formSize == 0);
  }

  private void readSound(AudioInput source, long length) throws IOException {
    PcmBody.read(source, encoding, length, "'SSND' chunk", out);
    out.finish();
  }

  private static long unsigned(byte[] chunkHeader) {
    return ByteBuffer.wrap(chunkHeader).getInt(4) & 0xFFFFFFFFL;
  }
}
