package org.auricle.server;

/** A client asked for a model or a language that is not served; says what is. */
public final class UnknownModelException extends Exception {
  private static final long serialVersionUID = 1;

  /** One line. */
  public UnknownModelException(String message) {
    super(message);
  }
}
