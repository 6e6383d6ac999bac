package org.auricle.decoder.lm;

import java.io.IOException;

/**
 * An n-gram model that cannot be used: not a model, broken, truncated, contradicting itself, or
 * beyond what this implementation holds. The message is one line that names the source and, in a
 * text, the line, with what was found and what was expected.
 */
public final class NgramFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The {@link #line()} of a problem with the source as a whole. */
  public static final long NO_LINE = 0;

  private final String source;
  private final long line;

  /** Describes a problem with a source as a whole. */
  NgramFormatException(String source, String problem) {
    this(source, NO_LINE, problem);
  }

  /** Describes a problem at one line, from 1. */
  NgramFormatException(String source, long line, String problem) {
    super(oneLine(source + (line > 0 ? " line " + line : "") + ": " + problem));
    this.source = source;
    this.line = line;
  }

  /** The file, or what stands for it. */
  public String source() {
    return source;
  }

  /** The line, from 1, at which the problem was seen, or {@link #NO_LINE}. */
  public long line() {
    return line;
  }

  // Words of a model may hold anything: terminal escapes, and marks that turn text around.
  private static String oneLine(String message) {
    return message.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
