package org.auricle.models.table;

import java.io.IOException;

/** A table that cannot be used. The message says file, line, what was found and expected. */
public final class TableException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A problem with a whole table. */
  public TableException(String source, String problem) {
    super(source + ": " + problem);
  }

  /** A problem in one line, counted from 1. */
  public TableException(String source, int line, String problem) {
    super(source + ":" + line + ": " + problem);
  }
}
