package org.auricle.engine.training;

/** Training that cannot begin or go on. The message says why in one line. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public TrainingException(String message) {
    super(message);
  }
}
