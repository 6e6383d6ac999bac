package org.auricle.engine.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads RIFF/WAVE and its 64-bit form RF64 (EBU Tech 3306): linear PCM of 8, 16, 24 and 32 bits,
 * floating point of 32 and 64 bits, mu-law and A-law, plainly or as WAVE_FORMAT_EXTENSIBLE. One
 * instance reads one source; not thread-safe.
 *
 * <p>Chunks may come in any order; those that are not needed are passed over. Decisions:
 *
 * <ul>
 *   <li>A data chunk shorter than it says is an error: half a sentence is not a transcript.
 *   <li>Writers that cannot seek leave a placeholder for the size. 0xFFFFFFFF (FFmpeg), 0x7FFFF000
 *       with the RIFF size to match (SoX, espeak-ng), and 0 if the RIFF chunk claims to end there,
 *       too, mean: up to the end.
 *   <li>Only the first data chunk counts; what follows it is not looked at.
 *   <li>The byte rate and the size of the RIFF chunk are often wrong and never needed: ignored.
 * </ul>
 */
final class WavReader {
  private static final long STREAMED = 0xFFFFFFFFL;
  private static final long STREAMED_BY_SOX = 0x7FFFF000L;
  private static final long HEADER_BYTES_IN_RIFF = 36;
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  private static final int FMT_MIN_BYTES = 16;
  private static final int FMT_EXTENSIBLE_BYTES = 40;
  private static final int TAG_PCM = 1;
  private static final int TAG_FLOAT = 3;
  private static final int TAG_A_LAW = 6;
  private static final int TAG_MU_LAW = 7;
  private static final int TAG_EXTENSIBLE = 0xFFFE;

  /** What follows the format tag in the GUIDs that stand for format tags. */
  private static final byte[] GUID_TAIL = {
    0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71
  };

  private final AudioInput in;
  private final AudioReader.Options options;
  private ClipBuilder clip;
  private SampleEncoding encoding;
  private AudioInput dataBeforeFormat;
  private long riffSize;
  private long size64 = STREAMED;

  private WavReader(AudioInput in, AudioReader.Options options) {
    this.in = in;
    this.options = options;
  }

  /** Whether a source that starts like this is for this reader. */
  static boolean recognizes(byte[] start) {
    return (AudioInput.matches(start, 0, "RIFF") || AudioInput.matches(start, 0, "RF64"))
        && (start.length < RIFF_HEADER_BYTES || AudioInput.matches(start, 8, "WAVE"));
  }

  static AudioClip read(AudioInput in, AudioReader.Options options) throws IOException {
    return new WavReader(in, options).readChunks();
  }

  private AudioClip readChunks() throws IOException {
    riffSize = littleEndian(in.readHeader(RIFF_HEADER_BYTES, "RIFF header")).getInt(4) & STREAMED;
    while (true) {
      byte[] start = in.peek(CHUNK_HEADER_BYTES);
      if (start.length < CHUNK_HEADER_BYTES) {
        throw in.fail(
            in.position(),
            "end of file (expected: a '" + (clip == null ? "fmt " : "data") + "' chunk)");
      }
      in.skip(CHUNK_HEADER_BYTES, "chunk header");
      long size = littleEndian(start).getInt(4) & STREAMED;
      if (AudioInput.matches(start, 0, "fmt ") && clip == null) {
        readFormat(size);
        if (dataBeforeFormat != null) {
          return readData(dataBeforeFormat, dataBeforeFormat.remainingAtMost());
        }
      } else if (AudioInput.matches(start, 0, "data") && clip != null) {
        return readData(in, dataLength(size));
      } else if (AudioInput.matches(start, 0, "data") && dataBeforeFormat == null) {
        keepData(dataLength(size));
      } else if (AudioInput.matches(start, 0, "ds64")) {
        readSize64(size);
      } else {
        in.skip(padded(size), "chunk '" + name(start) + "'");
      }
    }
  }

  private void readFormat(long size) throws IOException {
    long start = in.position();
    if (size < FMT_MIN_BYTES) {
      throw in.fail(start, "'fmt ' chunk: " + size + " bytes (expected: >= 16)");
    }
    byte[] bytes = in.readHeader((int) Math.min(size, FMT_EXTENSIBLE_BYTES), "'fmt ' chunk");
    ByteBuffer format = littleEndian(bytes);
    int bits = format.getShort(14) & 0xffff;
    encoding = encoding(formatTag(format, start), bits, start);
    clip =
        new ClipBuilder(
            in, options, format.getInt(4) & STREAMED, format.getShort(2) & 0xffff, start);
    int blockAlign = format.getShort(12) & 0xffff;
    int expected = clip.channels() * encoding.bytesPerSample();
    if (blockAlign != expected) {
      throw in.fail(start + 12, "block align: " + blockAlign + " (expected: " + expected + ")");
    }
    in.skip(padded(size) - bytes.length, "'fmt ' chunk");
  }

  private int formatTag(ByteBuffer format, long start) throws AudioFormatException {
    int tag = format.getShort(0) & 0xffff;
    if (tag != TAG_EXTENSIBLE) {
      return tag;
    }
    if (format.capacity() < FMT_EXTENSIBLE_BYTES) {
      throw in.fail(
          start, "extensible 'fmt ' chunk: " + format.capacity() + " bytes (expected: >= 40)");
    }
    if (!Arrays.equals(format.array(), 26, 40, GUID_TAIL, 0, GUID_TAIL.length)) {
      throw in.fail(start + 24, "unknown sub-format GUID (expected: PCM, float, mu-law or A-law)");
    }
    return format.getShort(24) & 0xffff;
  }

  private SampleEncoding encoding(int tag, int bits, long start) throws AudioFormatException {
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

  private long dataLength(long size) {
    boolean placeholder =
        size == STREAMED
            || (size == STREAMED_BY_SOX && riffSize == size + HEADER_BYTES_IN_RIFF)
            || (size == 0 && (riffSize == STREAMED || riffSize + 8 <= in.position()));
    if (!placeholder) {
      return size;
    }
    return size64 == STREAMED ? PcmBody.TO_THE_END : size64;
  }

  private AudioClip readData(AudioInput source, long length) throws IOException {
    PcmBody.read(source, encoding, length, "data chunk", clip);
    return clip.build();
  }

  /** Against the specification, but seen: keeps what is there until its format is known. */
  private void keepData(long length) throws IOException {
    long start = in.position();
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw in.fail(start, "data without a 'fmt ' chunk before it");
    }
    byte[] kept = in.readUpTo((int) length);
    if (kept.length < length) {
      throw in.cutShort(start, "data chunk", kept.length, length);
    }
    in.skip(length & 1, "padding");
    dataBeforeFormat = in.slice(kept, start);
  }

  private void readSize64(long size) throws IOException {
    long start = in.position();
    if (size < 16) {
      throw in.fail(start, "'ds64' chunk: " + size + " bytes (expected: >= 16)");
    }
    size64 = littleEndian(in.readHeader(16, "'ds64' chunk")).getLong(8);
    if (size64 < 0) {
      throw in.fail(start + 8, "data size: " + size64 + " (expected: >= 0)");
    }
    in.skip(padded(size) - 16, "'ds64' chunk");
  }

  private static long padded(long size) {
    return size + (size & 1);
  }

  private static String name(byte[] chunkHeader) {
    return new String(chunkHeader, 0, 4, StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
