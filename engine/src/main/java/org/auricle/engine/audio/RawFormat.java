package org.auricle.engine.audio;

import java.util.Objects;

/**
 * What headerless audio cannot say about itself.
 *
 * @param encoding of each sample
 * @param sampleRate in hertz
 * @param channels interleaved, 1 or more
 */
public record RawFormat(SampleEncoding encoding, int sampleRate, int channels) {

  /** Checks the ranges that {@link AudioReader} accepts. */
  public RawFormat {
    Objects.requireNonNull(encoding, "encoding");
    AudioLimits.checkRate(sampleRate).ifPresent(RawFormat::reject);
    AudioLimits.checkChannels(channels).ifPresent(RawFormat::reject);
  }

  private static void reject(String problem) {
    throw new IllegalArgumentException(problem);
  }
}
