package org.auricle.models.foreign;

import java.io.IOException;

/** A foreign model's file that cannot be used: which, where, what was found and expected. */
public final class ForeignModelException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A problem with a file. */
  public ForeignModelException(String file, String problem) {
    super(file + ": " + problem);
  }
}
