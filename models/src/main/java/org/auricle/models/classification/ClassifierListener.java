package org.auricle.models.classification;

import java.util.List;

/** Hears how a training goes; called on the training's thread. */
public interface ClassifierListener {

  /**
   * The texts were read.
   *
   * @param texts how many
   * @param classes their names
   * @param words different ones
   * @param weights of each network
   * @param done updates made before, by the run that this one goes on from
   */
  default void onStart(int texts, List<String> classes, int words, long weights, long done) {}

  /**
   * An update was made.
   *
   * @param done updates so far
   * @param updates at most, less if a member stops early
   * @param loss of the batch
   * @param secondsLeft at the speed so far, at most
   */
  default void onUpdate(long done, long updates, double loss, double secondsLeft) {}

  /** An epoch has ended, and the held-out texts were measured. */
  default void onEpoch(ClassifierEpoch epoch) {}

  /** Something that need not end the run. */
  default void onWarning(String message) {}
}
