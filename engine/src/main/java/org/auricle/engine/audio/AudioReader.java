package org.auricle.engine.audio;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Opens audio, whatever it is: WAV, AIFF, AU, FLAC, Opus and Vorbis in Ogg, MP3 and NIST SPHERE are
 * told apart by their first bytes, never by a name; MP4, WebM, AMR and others are read with {@link
 * Options#ffmpeg}; headerless samples are read if {@link Options#raw} says how. The result is mono
 * at the rate of the source (8 to 192 kHz); {@link Resampler} brings it to another.
 *
 * <p>Whatever is wrong with a source is an {@link AudioFormatException}: absent, a directory, not
 * readable, not audio, damaged, cut short, longer than {@link Options#maxSeconds}, or without a
 * single sample. Memory grows with the audio that is really there, not with what a header claims. A
 * recording that is read into an {@link AudioSink} may be of any length: little of it is kept.
 *
 * <p>All methods are thread-safe.
 */
public final class AudioReader {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int ID3_HEADER_BYTES = 10;
  private static final int ID3_FOOTER = 0x10; // the flag that the header stands behind, too

  private AudioReader() {}

  /** What is done with a source once it is open. */
  @FunctionalInterface
  private interface Reading {
    void accept(AudioInput in) throws IOException;
  }

  /**
   * How to read.
   *
   * @param channels what to do with more than one channel
   * @param maxSeconds longer audio is refused
   * @param raw the layout of headerless samples; when present, no container is looked for
   * @param ffmpeg the name or path of FFmpeg, which is started for formats that are not read here;
   *     when empty, no process is ever started
   */
  public record Options(
      ChannelMixer channels, double maxSeconds, Optional<RawFormat> raw, Optional<String> ffmpeg) {
    /** Four hours: longer recordings exist, but hardly ones to hold in memory as one clip. */
    public static final double DEFAULT_MAX_SECONDS = 4 * 3600;

    /** Mixes all channels, sniffs the container. */
    public static final Options DEFAULT =
        new Options(
            ChannelMixer.mixDown(), DEFAULT_MAX_SECONDS, Optional.empty(), Optional.empty());

    /** Checks the limit. */
    public Options {
      Objects.requireNonNull(channels, "channels");
      Objects.requireNonNull(raw, "raw");
      Objects.requireNonNull(ffmpeg, "ffmpeg");
      if (!(maxSeconds > 0)) {
        throw new IllegalArgumentException("maxSeconds: " + maxSeconds + " (expected: > 0)");
      }
    }

    /** The same with another mixer. */
    public Options withChannels(ChannelMixer mixer) {
      return new Options(mixer, maxSeconds, raw, ffmpeg);
    }

    /** The same with another limit. */
    public Options withMaxSeconds(double seconds) {
      return new Options(channels, seconds, raw, ffmpeg);
    }

    /** The same for headerless samples. */
    public Options withRaw(RawFormat format) {
      return new Options(channels, maxSeconds, Optional.of(format), ffmpeg);
    }

    /** The same with FFmpeg's help: {@code "ffmpeg"} finds it where commands are found. */
    public Options withFfmpeg(String command) {
      return new Options(channels, maxSeconds, raw, Optional.of(command));
    }
  }

  /** Reads a file with {@link Options#DEFAULT}. */
  public static AudioClip read(Path file) throws AudioFormatException {
    return read(file, Options.DEFAULT);
  }

  /** Reads a file; pipes and devices are files, too. */
  public static AudioClip read(Path file, Options options) throws AudioFormatException {
    AtomicReference<AudioClip> clip = new AtomicReference<>();
    open(file, in -> clip.set(clip(in, options)));
    return clip.get();
  }

  /**
   * Reads a file into a sink. Damage that shows late is told late, after the samples before it.
   *
   * @throws AudioFormatException if the audio cannot be used, or the sink says so
   */
  public static void read(Path file, Options options, AudioSink sink) throws AudioFormatException {
    open(file, in -> decode(in, AudioTarget.mono(options, sink, Long.MAX_VALUE)));
  }

  /**
   * Reads a file, each channel into a sink of its own, whatever {@link Options#channels} says.
   *
   * @throws AudioFormatException if the audio cannot be used, or a sink says so
   */
  public static void readChannels(Path file, Options options, ChannelSinks sinks)
      throws AudioFormatException {
    open(file, in -> decode(in, AudioTarget.each(options, sinks)));
  }

  private static void open(Path file, Reading reading) throws AudioFormatException {
    String name = file.toString();
    try {
      if (Files.isDirectory(file)) {
        if (!Files.isReadable(file)) {
          throw new AccessDeniedException(name);
        }
        throw whole(name, "is a directory (expected: an audio file)", null);
      }
      boolean pipe = Files.exists(file) && !Files.isRegularFile(file);
      // the streams of java.nio take every file for seekable, which pipes are not
      try (InputStream stream =
          pipe ? new FileInputStream(file.toFile()) : Files.newInputStream(file)) {
        reading.accept(
            pipe
                ? new AudioInput(name, buffered(stream), AudioInput.UNKNOWN_SIZE)
                : AudioInput.ofFile(file, buffered(stream), Files.size(file)));
      }
    } catch (AudioFormatException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw whole(name, "no such file", e);
    } catch (AccessDeniedException e) {
      throw whole(name, "permission denied", e);
    } catch (FileSystemException e) {
      throw whole(name, "cannot be read: " + e.getReason(), e);
    } catch (IOException e) {
      throw whole(name, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads a stream with {@link Options#DEFAULT}. */
  public static AudioClip read(InputStream stream, String name) throws IOException {
    return read(stream, name, Options.DEFAULT);
  }

  /**
   * Reads a stream as far as its audio goes, and a little more. The stream stays open.
   *
   * @param name stands for the stream in messages: "standard input"
   * @throws AudioFormatException if the audio cannot be used
   * @throws IOException if the stream itself fails, as it was thrown
   */
  public static AudioClip read(InputStream stream, String name, Options options)
      throws IOException {
    return clip(new AudioInput(name, buffered(stream), AudioInput.UNKNOWN_SIZE), options);
  }

  /**
   * Reads a stream into a sink, as {@link #read(Path, Options, AudioSink)} does a file.
   *
   * @param name stands for the stream in messages: "standard input"
   * @throws AudioFormatException if the audio cannot be used, or the sink says so
   * @throws IOException if the stream itself fails, as it was thrown
   */
  public static void read(InputStream stream, String name, Options options, AudioSink sink)
      throws IOException {
    read(stream, AudioInput.UNKNOWN_SIZE, name, options, sink);
  }

  /**
   * Reads a stream whose length is known into a sink, as a file of that length is read.
   *
   * @param bytes in the stream
   * @param name stands for the stream in messages: "s3a://archive/a.wav"
   * @throws AudioFormatException if the audio cannot be used, or the sink says so
   * @throws IOException if the stream itself fails, as it was thrown
   */
  public static void read(
      InputStream stream, long bytes, String name, Options options, AudioSink sink)
      throws IOException {
    AudioInput in = new AudioInput(name, buffered(stream), bytes);
    decode(in, AudioTarget.mono(options, sink, Long.MAX_VALUE));
  }

  /**
   * Reads a stream, as {@link #readChannels(Path, Options, ChannelSinks)} does a file.
   *
   * @param name stands for the stream in messages: "standard input"
   * @throws AudioFormatException if the audio cannot be used, or a sink says so
   * @throws IOException if the stream itself fails, as it was thrown
   */
  public static void readChannels(
      InputStream stream, String name, Options options, ChannelSinks sinks) throws IOException {
    AudioInput in = new AudioInput(name, buffered(stream), AudioInput.UNKNOWN_SIZE);
    decode(in, AudioTarget.each(options, sinks));
  }

  /** Reads bytes with {@link Options#DEFAULT}. */
  public static AudioClip read(byte[] bytes, String name) throws AudioFormatException {
    return read(bytes, name, Options.DEFAULT);
  }

  /**
   * Reads bytes in memory.
   *
   * @param name stands for them in messages: "request"
   */
  public static AudioClip read(byte[] bytes, String name, Options options)
      throws AudioFormatException {
    try {
      return clip(new AudioInput(name, new ByteArrayInputStream(bytes), bytes.length), options);
    } catch (AudioFormatException e) {
      throw e;
    } catch (IOException e) { // of the temporary file that FFmpeg reads them from
      throw whole(name, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static AudioClip clip(AudioInput in, Options options) throws IOException {
    ClipSink sink = new ClipSink(in);
    decode(in, AudioTarget.mono(options, sink, ClipSink.MAX_SAMPLES));
    return sink.clip();
  }

  private static void decode(AudioInput in, AudioTarget target) throws IOException {
    if (target.options().raw().isPresent()) {
      decodeRaw(in, target.options().raw().get(), target);
      return;
    }
    boolean tagged = false;
    while (skipId3Tag(in)) {
      tagged = true;
    }
    byte[] start = in.peek(ForeignFormat.SNIFF_BYTES);
    if (start.length == 0) {
      throw in.fail(in.position(), "is empty (expected: audio)");
    }
    Optional<ForeignFormat> foreign = ForeignFormat.of(start);
    Optional<String> ffmpeg = target.options().ffmpeg();
    if (foreign.isPresent() && ffmpeg.isPresent()) {
      FfmpegReader.read(in, foreign.get(), ffmpeg.get(), target);
      return;
    }
    // behind a tag that is mostly MP3's there may be some bytes that are none before it begins
    boolean likely = tagged && foreign.isEmpty();
    Optional<Container> other = likely ? Optional.of(Container.MPEG) : Optional.empty();
    Optional<Container> found = Container.of(start).or(() -> other);
    if (found.isEmpty()) {
      throw in.fail(in.position(), describe(start) + " (expected: " + Container.NAMES + ")");
    }
    found.get().read(in, target);
  }

  /** What a source that starts like this is, as far as one can tell. */
  static String describe(byte[] start) {
    return ForeignFormat.of(start)
        .map(ForeignFormat::toString)
        .orElseGet(
            () ->
                AudioInput.matches(start, 0, "RIFX")
                    ? "big-endian WAV (RIFX)"
                    : AudioInput.matches(start, 0, "RIFF")
                        ? "RIFF, but not WAVE"
                        : "unknown format");
  }

  private static void decodeRaw(AudioInput in, RawFormat format, AudioTarget target)
      throws IOException {
    MonoWriter out = target.open(in, format.sampleRate(), format.channels(), 0);
    PcmBody.read(in, format.encoding(), PcmBody.TO_THE_END, "raw audio", out);
    out.finish();
  }

  /** Passes over an ID3v2 tag, which is in front of MP3, and sometimes of FLAC. Says if it was. */
  static boolean skipId3Tag(AudioInput in) throws IOException {
    byte[] start = in.peek(ID3_HEADER_BYTES);
    if (start.length == ID3_HEADER_BYTES && AudioInput.matches(start, 0, "ID3")) {
      int size = 0;
      for (int i = 6; i < ID3_HEADER_BYTES; i++) {
        size = size << 7 | start[i] & 0x7f;
      }
      int footer = (start[5] & ID3_FOOTER) != 0 ? ID3_HEADER_BYTES : 0;
      in.skip((long) ID3_HEADER_BYTES + size + footer, "ID3 tag");
      return true;
    }
    return false;
  }

  private static InputStream buffered(InputStream stream) {
    return new BufferedInputStream(stream, BUFFER_BYTES);
  }

  private static AudioFormatException whole(String name, String problem, Throwable cause) {
    return new AudioFormatException(name, AudioFormatException.NO_OFFSET, problem, cause);
  }
}
