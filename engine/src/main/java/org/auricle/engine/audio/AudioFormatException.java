package org.auricle.engine.audio;

import java.io.IOException;

/**
 * Audio that cannot be used: broken, truncated, lying about itself, or of an unsupported kind. The
 * message names the source and the byte offset, what was found and what was expected.
 */
public final class AudioFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final long offset;

  /**
   * Describes a problem at one place.
   *
   * @param source the file, or what stands for it ("standard input", "request")
   * @param offset byte offset from the start of the source at which the problem was seen
   * @param problem what was found and what was expected
   */
  public AudioFormatException(String source, long offset, String problem) {
    super(source + " at byte " + offset + ": " + problem);
    this.source = source;
    this.offset = offset;
  }

  /** The file, or what stands for it. */
  public String source() {
    return source;
  }

  /** Byte offset from the start of the source at which the problem was seen. */
  public long offset() {
    return offset;
  }
}
