package org.auricle.server.assistant;

/** A client asked for a domain that is not served; says which are. */
public final class UnknownDomainException extends Exception {
  private static final long serialVersionUID = 1;

  /** One line. */
  public UnknownDomainException(String message) {
    super(message);
  }
}
