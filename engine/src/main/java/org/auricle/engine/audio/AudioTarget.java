package org.auricle.engine.audio;

import java.util.Objects;

/**
 * Where a reader of some container puts what it finds.
 *
 * @param maxSamples that the sink takes
 */
record AudioTarget(AudioReader.Options options, AudioSink sink, long maxSamples) {

  AudioTarget {
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(sink, "sink");
  }

  /** Checks what the header at {@code offset} says; comes before the samples. */
  MonoWriter open(AudioInput in, long sampleRate, long channels, long offset)
      throws AudioFormatException {
    return new MonoWriter(in, this, sampleRate, channels, offset);
  }
}
