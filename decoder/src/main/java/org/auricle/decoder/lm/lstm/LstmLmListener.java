package org.auricle.decoder.lm.lstm;

/** Hears how a training goes; called on the training's thread. */
public interface LstmLmListener {

  /** The text was read. */
  default void onStart(LstmLmConfig config, long predictions, int batch, LstmLmProgress progress) {}

  /**
   * Some updates were made.
   *
   * @param wordsPerSecond symbols learned from per second, since the call before
   */
  default void onUpdates(LstmLmProgress progress, double wordsPerSecond) {}

  /** The dev text was measured; the result is the last of the progress's validations. */
  default void onValidation(LstmLmProgress progress, double wordsPerSecond) {}

  /** Something that need not end the run. */
  default void onWarning(String message) {}
}
