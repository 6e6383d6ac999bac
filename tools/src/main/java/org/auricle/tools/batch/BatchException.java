package org.auricle.tools.batch;

/** A batch that was asked for wrongly. The message is one line that a user can act on. */
public final class BatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BatchException(String message) {
    super(message);
  }

  BatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
