package org.auricle.models.classification;

/** Texts that cannot be learned from, or a training that cannot go on. One line that says why. */
public final class ClassificationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public ClassificationException(String message) {
    super(message);
  }
}
