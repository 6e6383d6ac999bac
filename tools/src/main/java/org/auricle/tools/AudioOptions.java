package org.auricle.tools;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.AudioSink;
import org.auricle.engine.audio.ChannelMixer;
import org.auricle.engine.audio.ChannelSinks;
import org.auricle.engine.audio.RawFormat;
import org.auricle.engine.audio.SampleEncoding;
import picocli.CommandLine.Option;

/** Options that say how audio is read. */
final class AudioOptions {
  private static final String STANDARD_INPUT = "-";
  private static final String STANDARD_INPUT_NAME = "standard input";
  private static final String EACH = "each";
  private static final String FFMPEG = "ffmpeg"; // where commands are found

  @Option(
      names = "--raw-encoding",
      paramLabel = "ENCODING",
      description =
          "The audio has no header; its samples are: ${COMPLETION-CANDIDATES}. Needs --raw-rate.")
  private SampleEncoding rawEncoding;

  @Option(
      names = "--raw-rate",
      paramLabel = "HZ",
      description = "Sample rate of audio without a header.")
  private int rawRate;

  @Option(
      names = "--raw-channels",
      paramLabel = "N",
      defaultValue = "1",
      description = "Channels of audio without a header, interleaved (default: ${DEFAULT-VALUE}).")
  private int rawChannels;

  @Option(
      names = "--channel",
      paramLabel = "N",
      description =
          "Take one channel, from 1, instead of the mean of all; transcribe takes each one by"
              + " itself with: each.")
  private String channel;

  /** Reads a file, or standard input for {@code -}, as one channel. */
  AudioClip read(String file) throws IOException {
    if (each()) {
      throw new InputException("--channel: " + EACH + " (expected: 1, 2, ...)");
    }
    return file.equals(STANDARD_INPUT)
        ? AudioReader.read(System.in, STANDARD_INPUT_NAME, options())
        : AudioReader.read(path(file), options());
  }

  /** The same piece by piece; where each channel is asked for by itself, their mean. */
  void read(String file, double maxSeconds, AudioSink sink) throws IOException {
    AudioReader.Options options = options().withMaxSeconds(maxSeconds);
    if (file.equals(STANDARD_INPUT)) {
      AudioReader.read(System.in, STANDARD_INPUT_NAME, options, sink);
    } else {
      AudioReader.read(path(file), options, sink);
    }
  }

  /** The same, with each channel by itself where that is asked for, otherwise one. */
  void readChannels(String file, double maxSeconds, ChannelSinks sinks) throws IOException {
    AudioReader.Options options = options().withMaxSeconds(maxSeconds);
    if (!each()) {
      read(file, maxSeconds, sinks.open(1).get(0));
    } else if (file.equals(STANDARD_INPUT)) {
      AudioReader.readChannels(System.in, STANDARD_INPUT_NAME, options, sinks);
    } else {
      AudioReader.readChannels(path(file), options, sinks);
    }
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new InputException(file + ": no such file", e);
    }
  }

  private boolean each() {
    return EACH.equals(channel);
  }

  private ChannelMixer mixer() {
    if (channel == null || each()) {
      return ChannelMixer.mixDown();
    }
    if (!channel.matches("[1-9][0-9]{0,8}")) {
      throw new InputException("--channel: " + channel + " (expected: 1, 2, ..., or each)");
    }
    return ChannelMixer.channel(Integer.parseInt(channel) - 1);
  }

  private AudioReader.Options options() {
    if ((rawEncoding == null) != (rawRate == 0)) {
      throw new InputException("audio without a header needs both --raw-encoding and --raw-rate");
    }
    AudioReader.Options plain =
        AudioReader.Options.DEFAULT.withChannels(mixer()).withFfmpeg(FFMPEG);
    if (rawEncoding == null) {
      return plain;
    }
    try {
      return plain.withRaw(new RawFormat(rawEncoding, rawRate, rawChannels));
    } catch (IllegalArgumentException e) {
      throw new InputException("raw audio: " + e.getMessage(), e);
    }
  }
}
