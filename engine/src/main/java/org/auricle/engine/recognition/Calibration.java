package org.auricle.engine.recognition;

/**
 * How well confidences say what is right: of all words of confidence 0.7, seven in ten should be.
 * Not thread-safe.
 */
public final class Calibration {
  /** Ranges of confidence that are counted apart, equally wide. */
  public static final int BINS = 10;

  /**
   * Confidences are taken for this far from 0 and 1 at least: being wrong once may not cost all.
   */
  private static final double MARGIN = 1e-3;

  private final int[] counts = new int[BINS];
  private final int[] correct = new int[BINS];
  private final double[] confidences = new double[BINS]; // sums
  private double logLikelihood; // natural log

  /** Takes one. */
  public void add(double confidence, boolean isCorrect) {
    int bin = Math.min(BINS - 1, (int) (confidence * BINS));
    counts[bin]++;
    correct[bin] += isCorrect ? 1 : 0;
    confidences[bin] += confidence;
    double bounded = Math.min(1 - MARGIN, Math.max(MARGIN, confidence));
    logLikelihood += Math.log(isCorrect ? bounded : 1 - bounded);
  }

  /** How many there are. */
  public int count() {
    return sum(counts);
  }

  /** How many are correct. */
  public int correct() {
    return sum(correct);
  }

  /** How many have a confidence in a range. */
  public int count(int bin) {
    return counts[bin];
  }

  /** How many in a range are correct, 0..1; NaN if there are none. */
  public double accuracy(int bin) {
    return (double) correct[bin] / counts[bin];
  }

  /** Mean confidence in a range; NaN if there are none. */
  public double confidence(int bin) {
    return confidences[bin] / counts[bin];
  }

  /**
   * What confidences tell beyond the share of correct ones, as NIST's sclite computes it (Siu and
   * Gish 1999): 1 if they know all, 0 if they know nothing but the share, negative if they mislead.
   * NaN if all are correct, or none is.
   */
  public double normalizedCrossEntropy() {
    double n = count();
    double right = correct();
    double most = -(right * Math.log(right / n) + (n - right) * Math.log((n - right) / n));
    return (most + logLikelihood) / most;
  }

  /** Expected calibration error (Naeini et al. 2015): |accuracy - confidence| over the ranges. */
  public double expectedCalibrationError() {
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(correct[bin] - confidences[bin]);
    }
    return error / count();
  }

  private static int sum(int[] values) {
    int sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }
}
