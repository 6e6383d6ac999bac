package org.auricle.acoustic.training;

import java.nio.file.Path;

/** Hears how training goes, on the training thread. Every method does nothing unless overridden. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * What will be done.
   *
   * @param utterances to learn from
   * @param audioSeconds of them, as their manifests state
   * @param devUtterances to validate on
   * @param devSeconds of them
   * @param unspellable utterances left out because a character has no token
   * @param tooLong utterances left out because of their duration
   * @param weights in the network
   * @param epochs at most
   * @param batchesPerEpoch on average
   */
  record Plan(
      int utterances,
      double audioSeconds,
      int devUtterances,
      double devSeconds,
      int unspellable,
      int tooLong,
      long weights,
      int epochs,
      int batchesPerEpoch) {}

  /**
   * Where training stands after a step.
   *
   * @param epoch from 1
   * @param batch in the epoch, from 1
   * @param batches in the epoch
   * @param step since training began, from 1
   * @param loss -ln p a token in this batch, natural log
   * @param learningRate used
   * @param gradientNorm before clipping
   * @param speed seconds of audio learned from in a second, since the epoch or the run began
   * @param secondsLeft estimate, to the end of the last epoch
   */
  record Progress(
      int epoch,
      int batch,
      int batches,
      long step,
      double loss,
      double learningRate,
      double gradientNorm,
      double speed,
      double secondsLeft) {}

  /** So many of all recordings have been looked at, before training starts. */
  default void onCheck(int recordings, int all) {}

  /** Before the first step. */
  default void onStart(Plan plan) {}

  /** A checkpoint was found; training goes on after so many whole epochs and batches. */
  default void onResume(int epochs, int batches) {}

  /** After each step. */
  default void onStep(Progress progress) {}

  /** After each epoch's validation. */
  default void onEpoch(EpochResult result, boolean best) {}

  /** A checkpoint was written. */
  default void onCheckpoint(Path file) {}

  /** Something that does not stop training, yet should be known; one line. */
  default void onWarning(String message) {}
}
