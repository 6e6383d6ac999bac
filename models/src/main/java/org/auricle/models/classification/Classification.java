package org.auricle.models.classification;

import java.util.List;

/**
 * What a text is taken for.
 *
 * @param classes names
 * @param probabilities of each, in the same order; they add up to 1
 */
public record Classification(List<String> classes, double[] probabilities) {

  /** The most probable class. */
  public String label() {
    return classes.get(best());
  }

  /** Its probability. */
  public double confidence() {
    return probabilities[best()];
  }

  private int best() {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      best = probabilities[c] > probabilities[best] ? c : best;
    }
    return best;
  }
}
