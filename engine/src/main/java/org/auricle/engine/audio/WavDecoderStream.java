package org.auricle.engine.audio;

import java.io.IOException;
import java.util.Optional;

/** RIFF/WAVE and RF64 as they arrive; decides like {@link WavReader}, but data must come last. */
final class WavDecoderStream extends QueuedDecoderStream {
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int SIZE64_BYTES = 16;

  private long riffSize = -1; // until the header has been seen
  private long size64 = WavFormat.STREAMED;
  private long skip; // bytes to pass over
  private RawFormat format;
  private boolean inData;
  private long dataStart;
  private long dataLength;

  WavDecoderStream(String name) {
    super(name);
  }

  @Override
  public Optional<AudioBlock> next() throws AudioFormatException {
    try {
      while (!inData) {
        if (!skipped() || !readHeader()) {
          return Optional.empty();
        }
      }
    } catch (AudioFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can be read", e);
    }
    return nextBlock();
  }

  @Override
  public Optional<SampleEncoding> sampleEncoding() {
    return Optional.ofNullable(format).map(RawFormat::encoding);
  }

  private boolean skipped() throws AudioFormatException {
    int now = (int) Math.min(skip, queue.size());
    queue.drop(now);
    skip -= now;
    if (skip > 0 && ended()) {
      throw fail(queue.position(), "chunk is cut short: " + skip + " bytes are missing");
    }
    return skip == 0;
  }

  /** Reads one header; false if it is not yet there. */
  private boolean readHeader() throws IOException {
    if (riffSize < 0) {
      return readRiff();
    }
    if (!has(CHUNK_HEADER_BYTES, format == null ? "'fmt ' chunk" : "'data' chunk")) {
      return false;
    }
    byte[] header = queue.peek(CHUNK_HEADER_BYTES);
    long size = littleEndian(4);
    if (AudioInput.matches(header, 0, "fmt ") && format == null) {
      return readFormat(size);
    }
    if (AudioInput.matches(header, 0, "ds64")) {
      return readSize64(size);
    }
    queue.drop(CHUNK_HEADER_BYTES);
    if (AudioInput.matches(header, 0, "data")) {
      if (format == null) {
        throw fail(queue.position(), "data without a 'fmt ' chunk before it");
      }
      startData(size);
    } else {
      skip = WavFormat.padded(size);
    }
    return true;
  }

  private boolean readRiff() throws AudioFormatException {
    if (!has(RIFF_HEADER_BYTES, "RIFF header")) {
      return false;
    }
    if (!WavReader.recognizes(queue.peek(RIFF_HEADER_BYTES))) {
      throw fail(queue.position(), "no RIFF header (expected: WAV)");
    }
    riffSize = littleEndian(4);
    queue.drop(RIFF_HEADER_BYTES);
    return true;
  }

  private boolean readFormat(long size) throws IOException {
    int bytes = (int) Math.min(size, WavFormat.MAX_BYTES);
    if (!has(CHUNK_HEADER_BYTES + bytes, "'fmt ' chunk")) {
      return false;
    }
    queue.drop(CHUNK_HEADER_BYTES);
    WavFormat found = WavFormat.read(slice(queue.peek(bytes), queue.position()), size);
    format = new RawFormat(found.encoding(), (int) found.sampleRate(), found.channels());
    skip = WavFormat.padded(size);
    return true;
  }

  private boolean readSize64(long size) throws AudioFormatException {
    if (size < SIZE64_BYTES) {
      throw fail(queue.position(), "'ds64' chunk: " + size + " bytes (expected: >= 16)");
    }
    if (!has(CHUNK_HEADER_BYTES + SIZE64_BYTES, "'ds64' chunk")) {
      return false;
    }
    size64 = littleEndian(16) | littleEndian(20) << 32;
    if (size64 < 0) {
      throw fail(queue.position() + 16, "data size: " + size64 + " (expected: >= 0)");
    }
    queue.drop(CHUNK_HEADER_BYTES);
    skip = WavFormat.padded(size);
    return true;
  }

  private void startData(long size) {
    inData = true;
    dataStart = queue.position();
    boolean placeholder = WavFormat.isPlaceholder(size, riffSize, dataStart);
    boolean toTheEnd = placeholder && size64 == WavFormat.STREAMED;
    dataLength = toTheEnd ? Long.MAX_VALUE : placeholder ? size64 : size;
  }

  private Optional<AudioBlock> nextBlock() throws AudioFormatException {
    long left = dataLength - (queue.position() - dataStart);
    Optional<AudioBlock> block = PcmBlocks.take(this, format, left);
    if (block.isPresent()) {
      return block;
    }
    if (left < format.encoding().bytesPerSample() * format.channels()) {
      queue.drop(queue.size()); // what follows the data is not looked at
    } else if (ended() && dataLength != Long.MAX_VALUE) {
      long there = queue.position() + queue.size() - dataStart;
      throw fail(
          dataStart, "data chunk is cut short: " + there + " bytes (expected: " + dataLength + ")");
    }
    return Optional.empty();
  }

  private long littleEndian(int index) {
    return queue.at(index)
        | queue.at(index + 1) << 8
        | queue.at(index + 2) << 16
        | (long) queue.at(index + 3) << 24;
  }
}
