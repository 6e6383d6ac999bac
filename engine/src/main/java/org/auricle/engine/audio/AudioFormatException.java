package org.auricle.engine.audio;

import java.io.IOException;

/**
 * Audio that cannot be used: absent, unreadable, broken, truncated, lying about itself, or of an
 * unsupported kind. The message is one line that names the source and, where there is one, the byte
 * offset, with what was found and what was expected.
 */
public final class AudioFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The {@link #offset()} of a problem with the source as a whole: it is absent, a directory... */
  public static final long NO_OFFSET = -1;

  private final String source;
  private final long offset;
  private boolean tooLong;

  /**
   * Describes a problem at one place.
   *
   * @param source the file, or what stands for it ("standard input", "request")
   * @param offset byte offset from the start of the source at which the problem was seen, or {@link
   *     #NO_OFFSET}
   * @param problem what was found and what was expected
   */
  public AudioFormatException(String source, long offset, String problem) {
    super(oneLine(source + (offset >= 0 ? " at byte " + offset : "") + ": " + problem));
    this.source = source;
    this.offset = offset;
  }

  /** The same, with the exception that revealed the problem. */
  AudioFormatException(String source, long offset, String problem, Throwable cause) {
    this(source, offset, problem);
    initCause(cause);
  }

  /** The file, or what stands for it. */
  public String source() {
    return source;
  }

  /**
   * Byte offset from the start of the source at which the problem was seen, or {@link #NO_OFFSET}.
   */
  public long offset() {
    return offset;
  }

  /** Whether there is nothing wrong with the audio but that it is longer than the caller takes. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** Marks the exception as one about length. */
  AudioFormatException asTooLong() {
    tooLong = true;
    return this;
  }

  // Names of files and fields of headers may hold anything: line ends, terminal escapes, and marks
  // that turn the direction of text.
  private static String oneLine(String message) {
    return message.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
