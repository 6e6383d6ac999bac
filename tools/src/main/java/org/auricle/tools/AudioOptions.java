package org.auricle.tools;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.AudioSink;
import org.auricle.engine.audio.ChannelMixer;
import org.auricle.engine.audio.RawFormat;
import org.auricle.engine.audio.SampleEncoding;
import picocli.CommandLine.Option;

/** Options that say how audio is read. */
final class AudioOptions {
  private static final String STANDARD_INPUT = "-";
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
      description = "Take one channel, from 1, instead of the mean of all.")
  private Integer channel;

  /** Reads a file, or standard input for {@code -}. */
  AudioClip read(String file) throws IOException {
    AudioReader.Options options = options();
    if (file.equals(STANDARD_INPUT)) {
      return AudioReader.read(System.in, "standard input", options);
    }
    try {
      return AudioReader.read(Path.of(file), options);
    } catch (InvalidPathException e) {
      throw new InputException(file + ": no such file", e);
    }
  }

  /** Reads a file, or standard input for {@code -}, piece by piece. */
  void read(String file, double maxSeconds, AudioSink sink) throws IOException {
    AudioReader.Options options = options().withMaxSeconds(maxSeconds);
    if (file.equals(STANDARD_INPUT)) {
      AudioReader.read(System.in, "standard input", options, sink);
      return;
    }
    try {
      AudioReader.read(Path.of(file), options, sink);
    } catch (InvalidPathException e) {
      throw new InputException(file + ": no such file", e);
    }
  }

  private AudioReader.Options options() {
    if ((rawEncoding == null) != (rawRate == 0)) {
      throw new InputException("audio without a header needs both --raw-encoding and --raw-rate");
    }
    if (channel != null && channel < 1) {
      throw new InputException("--channel: " + channel + " (expected: >= 1)");
    }
    ChannelMixer mixer =
        channel == null ? ChannelMixer.mixDown() : ChannelMixer.channel(channel - 1);
    AudioReader.Options plain = AudioReader.Options.DEFAULT.withChannels(mixer).withFfmpeg(FFMPEG);
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
