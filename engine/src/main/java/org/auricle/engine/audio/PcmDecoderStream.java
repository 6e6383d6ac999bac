package org.auricle.engine.audio;

import java.util.Optional;

/** Interleaved samples; a last frame that is not whole is dropped, as {@link PcmBody} does. */
final class PcmDecoderStream extends QueuedDecoderStream {
  private final RawFormat format;

  PcmDecoderStream(RawFormat format, String name) {
    super(name);
    this.format = format;
  }

  @Override
  public Optional<AudioBlock> next() throws AudioFormatException {
    return PcmBlocks.take(this, format, Long.MAX_VALUE);
  }

  @Override
  public Optional<SampleEncoding> sampleEncoding() {
    return Optional.of(format.encoding());
  }
}
