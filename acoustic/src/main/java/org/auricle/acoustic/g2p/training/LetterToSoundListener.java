package org.auricle.acoustic.g2p.training;

/** Hears how a training goes; called on the training's thread. */
public interface LetterToSoundListener {

  /**
   * The dictionary was read.
   *
   * @param weights of the network
   * @param done updates made before, by the run that this one goes on from
   * @param updates of the whole training
   */
  default void onStart(LetterToSoundData data, long weights, long done, long updates) {}

  /**
   * An update was made.
   *
   * @param done updates so far
   * @param loss mean of -ln p of a phone, natural log
   * @param secondsLeft at the speed so far
   */
  default void onUpdate(long done, double loss, double secondsLeft) {}

  /** An epoch has ended, and the held-out words were measured. */
  default void onValidation(LetterToSoundValidation validation) {}

  /** Something that need not end the run. */
  default void onWarning(String message) {}
}
