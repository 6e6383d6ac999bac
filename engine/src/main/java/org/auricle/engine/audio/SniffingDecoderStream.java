package org.auricle.engine.audio;

import java.util.Optional;

/** Waits for the bytes that tell what it is, and leaves the rest to whom it concerns. */
final class SniffingDecoderStream implements AudioDecoderStream {
  private static final int SNIFF_BYTES = 12;

  private final String name;
  private final Optional<RawFormat> otherwise;
  private final boolean compressed; // whether to look for more than WAV
  private final ByteQueue start = new ByteQueue();
  private AudioDecoderStream found;
  private boolean ended;

  SniffingDecoderStream(String name, Optional<RawFormat> otherwise, boolean compressed) {
    this.name = name;
    this.otherwise = otherwise;
    this.compressed = compressed;
  }

  @Override
  public void feed(byte[] bytes, int offset, int length) {
    if (ended) {
      throw new IllegalStateException("the stream has ended");
    }
    if (found != null) {
      found.feed(bytes, offset, length);
    } else {
      start.add(bytes, offset, length);
    }
  }

  @Override
  public void end() {
    ended = true;
    if (found != null) {
      found.end();
    }
  }

  @Override
  public Optional<AudioBlock> next() throws AudioFormatException {
    if (found == null) {
      if (start.size() < SNIFF_BYTES && !ended) {
        return Optional.empty();
      }
      found = choose(start.peek(Math.min(start.size(), SNIFF_BYTES)));
      byte[] all = start.take(start.size());
      found.feed(all, 0, all.length);
      if (ended) {
        found.end();
      }
    }
    return found.next();
  }

  @Override
  public Optional<SampleEncoding> sampleEncoding() {
    return found == null ? Optional.empty() : found.sampleEncoding();
  }

  private AudioDecoderStream choose(byte[] bytes) throws AudioFormatException {
    if (WavReader.recognizes(bytes)) {
      return new WavDecoderStream(name);
    }
    if (compressed && FlacReader.recognizes(bytes)) {
      return new FlacDecoderStream(name);
    }
    if (compressed && OggReader.recognizes(bytes)) {
      return new OggDecoderStream(name, false);
    }
    if (otherwise.isPresent()) {
      return new PcmDecoderStream(otherwise.get(), name);
    }
    String problem = bytes.length == 0 ? "is empty" : AudioReader.describe(bytes);
    throw new AudioFormatException(name, 0, problem + " (expected: WAV, FLAC or Ogg Opus)");
  }
}
