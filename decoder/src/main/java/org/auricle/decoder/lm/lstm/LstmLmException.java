package org.auricle.decoder.lm.lstm;

import java.io.IOException;

/** A text that nothing can be learned from, or a checkpoint that cannot be gone on from. */
public final class LstmLmException extends IOException {
  private static final long serialVersionUID = 1L;

  LstmLmException(String message) {
    super(message);
  }

  LstmLmException(String message, Throwable cause) {
    super(message, cause);
  }
}
