package org.auricle.decoder.lm;

/** A text that no model can be made of as asked. One line: what was found, what was expected. */
public final class NgramTrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean aboutDiscounts;

  NgramTrainingException(String message) {
    this(message, false);
  }

  private NgramTrainingException(String message, boolean aboutDiscounts) {
    super(message);
    this.aboutDiscounts = aboutDiscounts;
  }

  /** Counts from which no discounts can be told. */
  static NgramTrainingException aboutDiscounts(String message) {
    return new NgramTrainingException(message, true);
  }

  /** Whether {@link NgramTrainerOptions#fallback} would have helped. */
  public boolean isAboutDiscounts() {
    return aboutDiscounts;
  }
}
