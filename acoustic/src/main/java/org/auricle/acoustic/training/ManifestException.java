package org.auricle.acoustic.training;

import java.io.IOException;
import java.nio.file.Path;

/** A manifest that cannot be used. The message names file and line, what was found and expected. */
public final class ManifestException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final int line;

  /**
   * Describes a problem in one line.
   *
   * @param file the manifest
   * @param line counted from 1; 0 if the problem is the file as a whole
   * @param problem what was found and what was expected
   */
  public ManifestException(Path file, int line, String problem) {
    super(file + (line > 0 ? ", line " + line : "") + ": " + problem);
    this.file = file;
    this.line = line;
  }

  /** The manifest. */
  public Path file() {
    return file;
  }

  /** Counted from 1; 0 if the problem is the file as a whole. */
  public int line() {
    return line;
  }
}
