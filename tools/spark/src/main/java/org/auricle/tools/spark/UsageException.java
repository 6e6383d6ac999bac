package org.auricle.tools.spark;

/** A job that was asked for wrongly. The message is one line that a user can act on. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
