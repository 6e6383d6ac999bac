package org.auricle.engine.audio;

import java.util.Optional;

/** Cuts whole frames of samples out of a queue of bytes. */
final class PcmBlocks {
  private static final int BLOCK_SAMPLES = 1 << 13;

  private PcmBlocks() {}

  /**
   * The next block of at most {@code maxBytes} bytes; empty if not even one frame is there.
   *
   * @throws AudioFormatException if a sample is no number
   */
  static Optional<AudioBlock> take(QueuedDecoderStream stream, RawFormat format, long maxBytes)
      throws AudioFormatException {
    SampleEncoding encoding = format.encoding();
    int channels = format.channels();
    int frameBytes = encoding.bytesPerSample() * channels;
    int there = (int) Math.min(Math.min(stream.queue.size(), maxBytes) / frameBytes, BLOCK_SAMPLES);
    int frames = Math.min(there, Math.max(1, BLOCK_SAMPLES / channels));
    if (frames <= 0) {
      return Optional.empty();
    }
    long start = stream.queue.position();
    float[] samples = new float[frames * channels];
    encoding.decode(stream.queue.take(frames * frameBytes), 0, samples, 0, samples.length);
    if (encoding.isFloatingPoint()) {
      int bad = AudioLimits.firstImplausible(samples, samples.length);
      if (bad >= 0) {
        throw stream.fail(
            start + (long) bad * encoding.bytesPerSample(), AudioLimits.implausible(samples[bad]));
      }
    }
    return Optional.of(new AudioBlock(format.sampleRate(), channels, frames, samples));
  }
}
