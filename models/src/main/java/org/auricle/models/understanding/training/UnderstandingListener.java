package org.auricle.models.understanding.training;

/** Hears how a training goes; called on the training's thread. */
public interface UnderstandingListener {

  /**
   * The sentences were read.
   *
   * @param data what is learned from
   * @param weights of the network
   * @param done updates made before, by the run that this one goes on from
   */
  default void onStart(UnderstandingData data, long weights, int done) {}

  /**
   * An update was made.
   *
   * @param done updates so far
   * @param loss of its sentences
   * @param secondsLeft at the speed so far, if no epoch is spared
   */
  default void onUpdate(int done, double loss, double secondsLeft) {}

  /** An epoch has ended, and the held-out sentences were measured. */
  default void onValidation(UnderstandingValidation validation) {}

  /** Something that need not end the run. */
  default void onWarning(String message) {}
}
