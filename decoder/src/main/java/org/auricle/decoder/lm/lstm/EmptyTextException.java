package org.auricle.decoder.lm.lstm;

import java.io.IOException;

/** A text to learn from, or to measure on, that has no words. */
public final class EmptyTextException extends IOException {
  private static final long serialVersionUID = 1;

  EmptyTextException(String message) {
    super(message);
  }
}
