package org.auricle.acoustic.vad.training;

import java.util.Arrays;

/** How well scores tell two kinds of windows apart. */
public final class RocCurve {
  private final double[] positive; // ascending
  private final double[] negative;

  /** Of the scores of windows with speech, and of those without. */
  public RocCurve(double[] positive, double[] negative) {
    this.positive = positive.clone();
    this.negative = negative.clone();
    Arrays.sort(this.positive);
    Arrays.sort(this.negative);
  }

  /**
   * The area below the curve: the probability that a window with speech has a higher score than one
   * without, ties counting half (Mann and Whitney 1947); NaN without windows of either kind.
   */
  public double area() {
    double wins = 0;
    int below = 0;
    int notAbove = 0;
    for (double score : positive) {
      while (below < negative.length && negative[below] < score) {
        below++;
      }
      while (notAbove < negative.length && negative[notAbove] <= score) {
        notAbove++;
      }
      wins += 0.5 * below + 0.5 * notAbove;
    }
    return wins / ((double) positive.length * negative.length);
  }

  /** Share of windows with speech below a threshold. */
  public double missRate(double threshold) {
    return below(positive, threshold);
  }

  /** Share of windows without speech that reach a threshold. */
  public double falseAlarmRate(double threshold) {
    return 1 - below(negative, threshold);
  }

  private static double below(double[] sorted, double threshold) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < threshold) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return (double) from / sorted.length;
  }
}
