package org.auricle.models.classification;

import java.util.Arrays;
import java.util.List;

/**
 * Counts of the texts of each class that have a word or a pair, by parts of the training texts, so
 * that a text is never judged by counts to which it has itself contributed: a network that learned
 * from those would trust them too much.
 */
final class EvidenceCounts {
  private static final double PRIOR = 1; // a, add-one

  private final int classes;
  private final int[][] words; // by part, [V x C]
  private final int[][] pairs; // by part, [P x C]

  /**
   * Counts.
   *
   * @param part [texts] part of each text, in [0, parts)
   * @param labels [texts] class of each
   */
  EvidenceCounts(
      TextVocabulary vocabulary,
      List<EncodedText> texts,
      int[] labels,
      int classes,
      int[] part,
      int parts) {
    this.classes = classes;
    words = new int[parts][vocabulary.size() * classes];
    pairs = new int[parts][vocabulary.pairCount() * classes];
    for (int i = 0; i < texts.size(); i++) {
      count(texts.get(i).words(), labels[i], words[part[i]]);
      count(texts.get(i).pairs(), labels[i], pairs[part[i]]);
    }
  }

  private void count(int[] features, int label, int[] counts) {
    Arrays.stream(features).distinct().forEach(f -> counts[f * classes + label]++);
  }

  /** The evidence of all texts but those of some parts. */
  WordEvidence without(int... leftOut) {
    int[] w = sum(words, leftOut);
    int[] p = sum(pairs, leftOut);
    double[] totals = new double[classes];
    double[] known = new double[1];
    add(w, totals, known);
    add(p, totals, known);
    return new WordEvidence(classes, ratios(w, totals, known[0]), ratios(p, totals, known[0]));
  }

  private static int[] sum(int[][] parts, int... leftOut) {
    int[] sum = new int[parts[0].length];
    for (int k = 0; k < parts.length; k++) {
      int part = k;
      if (Arrays.stream(leftOut).noneMatch(out -> out == part)) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += parts[k][i];
        }
      }
    }
    return sum;
  }

  /** Adds up counts by class, and how many features there are. Feature 0 is none. */
  private void add(int[] counts, double[] totals, double[] known) {
    for (int f = 1; f < counts.length / classes; f++) {
      boolean there = false;
      for (int c = 0; c < classes; c++) {
        totals[c] += counts[f * classes + c];
        there |= counts[f * classes + c] > 0;
      }
      known[0] += there ? 1 : 0;
    }
  }

  private float[] ratios(int[] counts, double[] totals, double known) {
    double all = Arrays.stream(totals).sum();
    float[] ratios = new float[counts.length];
    for (int f = 1; f < counts.length / classes; f++) {
      int ofAll = 0;
      for (int c = 0; c < classes; c++) {
        ofAll += counts[f * classes + c];
      }
      for (int c = 0; c < classes && ofAll > 0; c++) {
        int ofClass = counts[f * classes + c];
        ratios[f * classes + c] =
            (float)
                (Math.log((ofClass + PRIOR) / (totals[c] + PRIOR * known))
                    - Math.log((ofAll - ofClass + PRIOR) / (all - totals[c] + PRIOR * known)));
      }
    }
    return ratios;
  }
}
