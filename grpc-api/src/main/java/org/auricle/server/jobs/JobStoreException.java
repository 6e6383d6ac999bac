package org.auricle.server.jobs;

/** The database of jobs cannot be used; the message is one line without its password. */
public final class JobStoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JobStoreException(String message, Throwable cause) {
    super(message.lines().findFirst().orElse(""), cause);
  }
}
