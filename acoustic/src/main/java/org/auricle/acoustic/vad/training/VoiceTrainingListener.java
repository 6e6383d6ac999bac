package org.auricle.acoustic.vad.training;

/** Hears how a training goes; called on the training's thread. */
public interface VoiceTrainingListener {

  /**
   * The recordings were read.
   *
   * @param updates made before, by the run that this one goes on from
   */
  default void onStart(VoiceData data, long weights, int updates) {}

  /**
   * An update was made.
   *
   * @param done updates so far
   * @param loss cross-entropy a window, natural log
   * @param secondsLeft at the speed so far
   */
  default void onUpdate(int done, double loss, double secondsLeft) {}

  /** The dev scenes were measured. */
  default void onValidation(VoiceValidation validation) {}

  /** Something that need not end the run. */
  default void onWarning(String message) {}
}
