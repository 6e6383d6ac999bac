package org.auricle.acoustic.training;

import java.util.SplittableRandom;
import org.auricle.engine.feature.FeatureMatrix;

/**
 * Hides random bands and random stretches of time in a log-mel spectrum (Park et al. 2019, arXiv
 * 1904.08779, section 2). Hidden values take their band's mean over the utterance, which the
 * normalisation that follows turns into 0. It comes before the DCT of an MFCC front end: a hidden
 * band would otherwise smear over all cepstra.
 */
final class SpecAugment {
  private final AugmentationOptions.Masks options;
  private final double framesPerSecond;

  SpecAugment(AugmentationOptions.Masks options, double frameShiftMs) {
    this.options = options;
    this.framesPerSecond = 1000 / frameShiftMs;
  }

  /**
   * Masks in place.
   *
   * @param logMel [frames x bands]
   */
  void apply(FeatureMatrix logMel, SplittableRandom random) {
    int frames = logMel.frames();
    int bands = logMel.dim();
    if (frames == 0) {
      return;
    }
    float[] means = means(logMel);
    for (int i = 0; i < options.frequencyMasks(); i++) {
      int width = random.nextInt(Math.min(options.frequencyWidth(), bands) + 1);
      int first = random.nextInt(bands - width + 1);
      fill(logMel, means, 0, frames, first, first + width);
    }
    int longest = (int) Math.round(options.timeMaskMs() / 1000 * framesPerSecond);
    int masks = roundAtRandom(options.timeMasksPerSecond() * frames / framesPerSecond, random);
    for (int i = 0; i < masks; i++) {
      int width = random.nextInt(Math.min(longest, frames) + 1);
      int first = random.nextInt(frames - width + 1);
      fill(logMel, means, first, first + width, 0, bands);
    }
  }

  private static int roundAtRandom(double expected, SplittableRandom random) {
    int whole = (int) expected;
    return whole + (random.nextDouble() < expected - whole ? 1 : 0);
  }

  private static float[] means(FeatureMatrix logMel) {
    double[] sums = new double[logMel.dim()];
    for (int i = 0; i < logMel.frames() * logMel.dim(); i++) {
      sums[i % sums.length] += logMel.data()[i];
    }
    float[] means = new float[sums.length];
    for (int d = 0; d < means.length; d++) {
      means[d] = (float) (sums[d] / logMel.frames());
    }
    return means;
  }

  private static void fill(
      FeatureMatrix logMel, float[] means, int fromFrame, int toFrame, int fromBand, int toBand) {
    for (int t = fromFrame; t < toFrame; t++) {
      System.arraycopy(
          means, fromBand, logMel.data(), t * logMel.dim() + fromBand, toBand - fromBand);
    }
  }
}
