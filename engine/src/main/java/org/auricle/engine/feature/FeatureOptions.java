package org.auricle.engine.feature;

import java.util.Objects;

/**
 * The whole recipe from signal to network input, in the order in which it is applied: front end,
 * deltas, normalisation, stacking.
 *
 * @param frontEnd MFCC, log-mel filterbank or none
 * @param deltaOrder 0: none; 1: add deltas; 2: add deltas and delta-deltas
 * @param deltaWindow frames on each side in the delta regression (Kaldi's default is 2)
 * @param normalization of each dimension over the utterance
 * @param stack consecutive frames laid side by side in one network input
 * @param skip front-end frames from one network input to the next
 */
public record FeatureOptions(
    FrontEndOptions frontEnd,
    int deltaOrder,
    int deltaWindow,
    Normalization normalization,
    int stack,
    int skip) {

  /** Normalisation over the utterance. */
  public enum Normalization {
    /** Features as they come. */
    NONE,
    /** Each dimension to mean 0. */
    MEAN,
    /** Each dimension to mean 0 and variance 1. */
    MEAN_VARIANCE,
    /**
     * NeMo's "per_feature": each dimension d to (x - mean) / (s + 1e-5), s^2 = sum of (x - mean)^2
     * / (frames - 1).
     */
    NEMO_PER_FEATURE,
    /** NeMo's "all_features": the same with one mean and one s of all dimensions together. */
    NEMO_ALL_FEATURES,
    /** Hugging Face's "do_normalize": each dimension to (x - mean) / sqrt(variance + 1e-7). */
    WAV2VEC2
  }

  /** MFCC-40, normalised, three frames stacked every third frame: 120 values every 30 ms. */
  public static final FeatureOptions DEFAULT =
      new FeatureOptions(MfccOptions.DEFAULT, 0, 2, Normalization.MEAN_VARIANCE, 3, 3);

  /** Validates ranges. */
  public FeatureOptions {
    Objects.requireNonNull(frontEnd, "frontEnd");
    Objects.requireNonNull(normalization, "normalization");
    if (deltaOrder < 0 || deltaOrder > 2) {
      throw new IllegalArgumentException("deltaOrder: " + deltaOrder + " (expected: 0..2)");
    }
    if (deltaWindow < 1 || deltaWindow > 10) {
      throw new IllegalArgumentException("deltaWindow: " + deltaWindow + " (expected: 1..10)");
    }
    if (stack < 1 || stack > 32 || skip < 1 || skip > 32) {
      throw new IllegalArgumentException(
          "stack: " + stack + ", skip: " + skip + " (expected: 1..32 each)");
    }
  }

  /** Values in one frame of the front end with its deltas, before stacking. */
  public int frameDim() {
    return frontEnd.dim() * (1 + deltaOrder);
  }

  /** Values in one network input. */
  public int dim() {
    return frameDim() * stack;
  }

  /** Seconds from one network input to the next. */
  public double frameShiftSeconds() {
    return frontEnd.frameShiftMs() * skip / 1000;
  }
}
