package org.auricle.decoder.ctc;

import java.io.IOException;

/** A lexicon that cannot be used. The message is one line that names the source and the line. */
public final class LexiconException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Describes a problem.
   *
   * @param source the file, or what stands for it
   * @param line from 1; 0 for the source as a whole
   * @param problem what was found and what was expected
   */
  public LexiconException(String source, int line, String problem) {
    super(source + (line > 0 ? " line " + line : "") + ": " + problem);
  }
}
