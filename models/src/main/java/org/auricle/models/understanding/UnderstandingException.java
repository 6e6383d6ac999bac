package org.auricle.models.understanding;

/** A model that does not fit what it is used for. The message says why in one line. */
public final class UnderstandingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was found and what was expected. */
  public UnderstandingException(String message) {
    super(message);
  }
}
