package org.auricle.engine.audio;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads what FFmpeg reads, by a process of it that writes WAV into a pipe. A file's name is never
 * an option or an address: it stands behind {@code file:}, only files and pipes may be opened, and
 * the format is the one that was recognised here, so that a file that looks like two things is no
 * playlist of others. What comes from a pipe is put into a temporary file first, since many formats
 * cannot be read otherwise. Not thread-safe.
 */
final class FfmpegReader {
  private static final long STALL_SECONDS = 60;
  private static final int MAX_COMPLAINT = 400; // bytes of it that are kept

  private final AudioInput in;
  private final ForeignFormat format;
  private final String command;
  private final long start;
  private volatile long waitingSince; // nanoseconds, 0 while nobody waits for samples
  private volatile boolean stalled;

  private FfmpegReader(AudioInput in, ForeignFormat format, String command) {
    this.in = in;
    this.format = format;
    this.command = command;
    this.start = in.position();
  }

  /**
   * Reads a source that nothing has been consumed of.
   *
   * @param command FFmpeg's name or path
   */
  static void read(AudioInput in, ForeignFormat format, String command, AudioTarget target)
      throws IOException {
    FfmpegReader reader = new FfmpegReader(in, format, command);
    if (in.file().isPresent()) {
      reader.read(in.file().get(), target);
      return;
    }
    Path copy = Files.createTempFile("auricle-", ".audio");
    try {
      try (OutputStream out = Files.newOutputStream(copy)) {
        in.copyTo(out);
      }
      reader.read(copy, target);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private void read(Path file, AudioTarget target) throws IOException {
    Process process = start(file);
    Complaint complaint = new Complaint(process.getErrorStream());
    complaint.start();
    Thread watch = new Thread(() -> watch(process), "ffmpeg-watch");
    watch.setDaemon(true);
    watch.start();
    try (Samples samples = new Samples(process.getInputStream())) {
      IOException failure = null;
      try {
        WavReader.read(AudioInput.converted(in.name(), samples), target);
      } catch (AudioFormatException e) {
        if (!samples.ended) {
          throw e; // too long, or of no use to whoever takes the samples
        }
        failure = e; // the same, or what becomes of a process that has failed
      } catch (IOException e) { // a process that has been ended
        failure = e;
      }
      judge(process, complaint, failure);
    } finally {
      process.destroyForcibly();
    }
  }

  private void judge(Process process, Complaint complaint, IOException failure) throws IOException {
    try {
      boolean done = process.waitFor(STALL_SECONDS, TimeUnit.SECONDS);
      complaint.join(TimeUnit.SECONDS.toMillis(STALL_SECONDS));
      if (!done || stalled) {
        throw fail("nothing comes from ffmpeg (expected: samples within 60 s)", failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fail("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw fail("ffmpeg: " + complaint.line(), failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private AudioFormatException fail(String problem, Throwable cause) {
    return in.fail(start, format + ": " + problem, cause);
  }

  private Process start(Path file) throws IOException {
    List<String> arguments =
        List.of(
            command,
            "-nostdin",
            "-hide_banner",
            "-loglevel",
            "error",
            "-xerror", // half a sentence is not a transcript
            "-protocol_whitelist",
            "file,pipe",
            "-f",
            format.demuxer(),
            "-i",
            "file:" + file.toAbsolutePath(),
            "-map",
            "0:a:0",
            "-c:a",
            "pcm_f32le",
            "-f",
            "wav",
            "pipe:1");
    try {
      Process process = new ProcessBuilder(arguments).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw fail(
          "cannot be read (expected: "
              + Container.NAMES
              + "; with ffmpeg installed it would be read, too)",
          e);
    }
  }

  private void watch(Process process) {
    try {
      while (!process.waitFor(1, TimeUnit.SECONDS)) {
        long since = waitingSince;
        if (since != 0 && System.nanoTime() - since > TimeUnit.SECONDS.toNanos(STALL_SECONDS)) {
          stalled = true;
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Samples, and since when somebody waits for them. */
  private final class Samples extends FilterInputStream {
    private boolean ended;

    Samples(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      waitingSince = System.nanoTime() | 1; // which may be anything, but not 0
      int got = super.read(bytes, offset, length);
      waitingSince = 0;
      ended = got < 0;
      return got;
    }
  }

  /** What a process has to say, of which the start is enough. */
  private static final class Complaint extends Thread {
    private final InputStream stream;
    private volatile String text = "";

    Complaint(InputStream stream) {
      super("ffmpeg-complaints");
      setDaemon(true);
      this.stream = stream;
    }

    @Override
    public void run() {
      try (stream) {
        text = new String(stream.readNBytes(MAX_COMPLAINT), StandardCharsets.UTF_8);
        byte[] rest = new byte[1 << 12];
        while (stream.read(rest) >= 0) {
          // so that the process need not wait
        }
      } catch (IOException e) {
        // the process is gone, and with it what it would have said
      }
    }

    /** Its first line, without an object's address or the file's in front of it. */
    String line() {
      String first = text.strip().lines().findFirst().orElse("failed without a word");
      return first.replaceFirst("^\\[[^\\]]*\\] *|^file:.*: ", "");
    }
  }
}
