package org.auricle.tools.eval;

import java.io.IOException;

/** Something asked of an evaluation that its data cannot give. One line that a user can act on. */
public final class EvaluationException extends IOException {
  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message);
  }
}
