package org.auricle.acoustic.pieces;

import java.io.IOException;

/** A file of pieces that cannot be used. The message is one line that names file and line. */
public final class PieceException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Describes a problem.
   *
   * @param file what cannot be used
   * @param line from 1; 0 for the file as a whole
   * @param problem what was found and what was expected
   */
  PieceException(String file, int line, String problem) {
    super(file + (line > 0 ? " line " + line : "") + ": " + problem);
  }
}
