package org.auricle.engine.audio;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Where a reader of some container puts what it finds.
 *
 * @param outputs what is made of the channels
 * @param maxSamples that a sink takes
 */
record AudioTarget(AudioReader.Options options, Outputs outputs, long maxSamples) {

  AudioTarget {
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(outputs, "outputs");
  }

  /** One channel, and who takes it. */
  record Output(ChannelMixer mixer, AudioSink sink) {}

  /** Says what is made of a recording's channels, once it is known how many there are. */
  @FunctionalInterface
  interface Outputs {
    List<Output> of(int channels) throws AudioFormatException;
  }

  /** One channel, made as the options say. */
  static AudioTarget mono(AudioReader.Options options, AudioSink sink, long maxSamples) {
    Output output = new Output(options.channels(), Objects.requireNonNull(sink, "sink"));
    return new AudioTarget(options, channels -> List.of(output), maxSamples);
  }

  /** Each channel by itself. */
  static AudioTarget each(AudioReader.Options options, ChannelSinks sinks) {
    Objects.requireNonNull(sinks, "sinks");
    return new AudioTarget(
        options,
        channels -> {
          List<? extends AudioSink> opened = sinks.open(channels);
          if (opened.size() != channels) {
            throw new IllegalStateException(
                "sinks: " + opened.size() + " (expected: " + channels + ")");
          }
          return IntStream.range(0, channels)
              .mapToObj(c -> new Output(ChannelMixer.channel(c), opened.get(c)))
              .toList();
        },
        Long.MAX_VALUE);
  }

  /** Checks what the header at {@code offset} says; comes before the samples. */
  MonoWriter open(AudioInput in, long sampleRate, long channels, long offset)
      throws AudioFormatException {
    return new MonoWriter(in, this, sampleRate, channels, offset);
  }
}
