package org.auricle.acoustic.vad.training;

import java.util.Objects;
import org.auricle.acoustic.vad.VoiceNetConfig;

/**
 * How a voice activity network is trained.
 *
 * @param network its shape
 * @param updates of the weights
 * @param batch scenes in an update
 * @param sceneSeconds length of a scene
 * @param learningRate of AdamW at its highest, after a short warm-up; it falls to a hundredth along
 *     a cosine
 * @param clip limit of the gradient's norm
 * @param validations over the training, evenly spaced; the weights of the best are kept
 * @param devShare share of the speakers that are not learned from but validated on
 * @param checkpointSeconds between checkpoints; there is one after each validation anyway
 * @param seed of weights and scenes
 */
public record VoiceTraining(
    VoiceNetConfig network,
    int updates,
    int batch,
    double sceneSeconds,
    double learningRate,
    double clip,
    int validations,
    double devShare,
    int checkpointSeconds,
    long seed) {

  /** A quarter of an hour on one processor core. */
  public static final VoiceTraining DEFAULT =
      new VoiceTraining(VoiceNetConfig.DEFAULT, 1_600, 24, 8, 3e-3, 1, 16, 0.1, 60, 1);

  private static final int WARM_UP = 20; // updates
  private static final double LAST = 0.01; // share of the learning rate

  /** Validates ranges. */
  public VoiceTraining {
    Objects.requireNonNull(network, "network");
    require(updates >= 1, "updates", updates, ">= 1");
    require(batch >= 1, "batch", batch, ">= 1");
    require(sceneSeconds >= 1 && sceneSeconds <= 60, "sceneSeconds", sceneSeconds, "1..60");
    require(learningRate > 0 && learningRate < 1, "learningRate", learningRate, "within 0..1");
    require(clip > 0, "clip", clip, "> 0");
    require(
        validations >= 1 && validations <= updates, "validations", validations, "1.." + updates);
    require(devShare > 0 && devShare < 1, "devShare", devShare, "within 0..1");
    require(checkpointSeconds >= 1, "checkpointSeconds", checkpointSeconds, ">= 1");
  }

  /** The learning rate of an update, counted from 0. */
  double learningRate(int update) {
    double rise = Math.min(1, (update + 1.0) / WARM_UP);
    double fall = 0.5 * (1 + Math.cos(Math.PI * update / updates));
    return learningRate * rise * (LAST + (1 - LAST) * fall);
  }

  /** Whether a validation follows so many updates. */
  boolean isValidation(int done) {
    return (long) done * validations / updates > (long) (done - 1) * validations / updates;
  }

  private static void require(boolean valid, String name, Number value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
