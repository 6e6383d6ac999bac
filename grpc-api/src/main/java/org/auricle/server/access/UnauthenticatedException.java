package org.auricle.server.access;

/** A caller shows no key, or one that is not known. */
public final class UnauthenticatedException extends Exception {
  private static final long serialVersionUID = 1;

  /** One line; does not hold the key. */
  public UnauthenticatedException(String message) {
    super(message);
  }
}
