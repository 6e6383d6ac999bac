package org.auricle.decoder.lm;

import java.util.BitSet;

/**
 * Leaves out n-grams that backing off predicts nearly as well (Stolcke 1998). Without the n-gram h
 * w, all else as it is, the relative entropy between the model with it and the one without is
 *
 * <pre>
 *   D = P(h) (P(w | h) (ln P(w | h) - ln P(w | h') - ln b'(h))
 *             + (1 - sum over h v of P(v | h)) (ln b(h) - ln b'(h)))
 * </pre>
 *
 * with b' the back-off weight without it; e^D - 1 is the share by which perplexity rises (equations
 * 3 to 8). Longer n-grams are tried first; one that others go on from stays.
 */
final class EntropyPruning {
  private final NgramTable table;
  private final BackoffWeights weights;
  private final BitSet kept = new BitSet(); // entries

  /** Takes a table, whose back-off weights it sets. */
  EntropyPruning(NgramTable table) {
    this.table = table;
    this.weights = BackoffWeights.set(table);
  }

  /** A table without the n-grams whose loss raises perplexity by less than a share. */
  NgramTable without(double threshold) {
    for (int order = table.order(); order > 1; order--) {
      for (int e = table.firstEntry(order); e < table.firstEntry(order + 1); e++) {
        if (kept.get(e) || rise(e) >= threshold) {
          kept.set(e);
          kept.set(table.context(e));
        }
      }
    }
    NgramTable rest = copy();
    BackoffWeights.set(rest);
    return rest;
  }

  /** The share by which perplexity rises without an n-gram of two words or more. */
  double rise(int entry) {
    int h = table.context(entry);
    double prob = Math.pow(10, table.prob(entry));
    double below = weights.below(entry);
    double left = weights.left(h);
    double without = Math.log((left + prob) / (weights.leftBelow(h) + below)); // ln b'
    double with = Math.log(left / weights.leftBelow(h));
    double lost = prob * (Math.log(prob) - Math.log(below) - without) + left * (with - without);
    return Math.expm1(historyProb(h) * lost);
  }

  /** The probability of a context's words, as the model itself sees it. */
  private double historyProb(int context) {
    double log10 = 0;
    for (int h = context; h != NgramTable.EMPTY; h = table.context(h)) {
      log10 += table.prob(h); // that of <s> is 1
    }
    return Math.pow(10, log10);
  }

  private NgramTable copy() {
    NgramTable copy = new NgramTable();
    int[] places = new int[table.size()];
    for (int order = 1; order <= table.order(); order++) {
      for (int e = table.firstEntry(order); e < table.firstEntry(order + 1); e++) {
        if (order == 1) {
          String word = table.words().get(table.word(e));
          places[e] = copy.addUnigram(word, table.prob(e), 0);
        } else if (kept.get(e)) {
          places[e] = copy.add(places[table.context(e)], table.word(e), order, table.prob(e), 0);
        }
      }
    }
    return copy;
  }
}
