package org.auricle.decoder.lm;

/** A text that no model can be made of as asked. One line: what was found, what was expected. */
public final class NgramTrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NgramTrainingException(String message) {
    super(message);
  }
}
