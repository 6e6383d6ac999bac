package org.auricle.engine.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

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
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  private final AudioInput in;
  private final AudioTarget target;
  private MonoWriter out;
  private SampleEncoding encoding;
  private AudioInput dataBeforeFormat;
  private long riffSize;
  private long size64 = WavFormat.STREAMED;

  private WavReader(AudioInput in, AudioTarget target) {
    this.in = in;
    this.target = target;
  }

  /** Whether a source that starts like this is for this reader. */
  static boolean recognizes(byte[] start) {
    return (AudioInput.matches(start, 0, "RIFF") || AudioInput.matches(start, 0, "RF64"))
        && (start.length < RIFF_HEADER_BYTES || AudioInput.matches(start, 8, "WAVE"));
  }

  static void read(AudioInput in, AudioTarget target) throws IOException {
    new WavReader(in, target).readChunks();
  }

  private void readChunks() throws IOException {
    riffSize =
        littleEndian(in.readHeader(RIFF_HEADER_BYTES, "RIFF header")).getInt(4)
            & WavFormat.STREAMED;
    while (true) {
      byte[] start = in.peek(CHUNK_HEADER_BYTES);
      if (start.length < CHUNK_HEADER_BYTES) {
        throw in.fail(
            in.position(),
            "end of file (expected: a '" + (out == null ? "fmt " : "data") + "' chunk)");
      }
      in.skip(CHUNK_HEADER_BYTES, "chunk header");
      long size = littleEndian(start).getInt(4) & WavFormat.STREAMED;
      if (AudioInput.matches(start, 0, "fmt ") && out == null) {
        readFormat(size);
        if (dataBeforeFormat != null) {
          readData(dataBeforeFormat, dataBeforeFormat.remainingAtMost());
          return;
        }
      } else if (AudioInput.matches(start, 0, "data") && out != null) {
        readData(in, dataLength(size));
        return;
      } else if (AudioInput.matches(start, 0, "data") && dataBeforeFormat == null) {
        dataBeforeFormat = in.keep(dataLength(size), "data chunk", "a 'fmt ' chunk");
      } else if (AudioInput.matches(start, 0, "ds64")) {
        readSize64(size);
      } else {
        in.skip(WavFormat.padded(size), "chunk '" + name(start) + "'");
      }
    }
  }

  private void readFormat(long size) throws IOException {
    long start = in.position();
    WavFormat format = WavFormat.read(in, size);
    encoding = format.encoding();
    out = target.open(in, format.sampleRate(), format.channels(), start);
    in.skip(WavFormat.padded(size) - (in.position() - start), "'fmt ' chunk");
  }

  private long dataLength(long size) {
    return WavFormat.isPlaceholder(size, riffSize, in.position())
        ? (size64 == WavFormat.STREAMED ? PcmBody.TO_THE_END : size64)
        : size;
  }

  private void readData(AudioInput source, long length) throws IOException {
    PcmBody.read(source, encoding, length, "data chunk", out);
    out.finish();
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
    in.skip(WavFormat.padded(size) - 16, "'ds64' chunk");
  }

  private static String name(byte[] chunkHeader) {
    return new String(chunkHeader, 0, 4, StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
