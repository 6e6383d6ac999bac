package org.auricle.decoder.lm;

/**
 * The back-off weights with which the probabilities after a context add up to 1:
 *
 * <pre>
 *   b(h) = (1 - sum over n-grams h w of p(h w)) / (1 - sum over the same w of P(w | h'))
 * </pre>
 *
 * with h' = h without its first word, or what the model has of it.
 */
final class BackoffWeights {
  /** Less is left only by rounding. */
  private static final double LEAST = 1e-7;

  private final NgramTable table;
  private final double[] left; // [entries] 1 - sum of p(h w)
  private final double[] leftBelow; // [entries] 1 - sum of P(w | h')

  BackoffWeights(NgramTable table) {
    this.table = table;
    this.left = new double[table.size()];
    this.leftBelow = new double[table.size()];
  }

  /** Sets all weights of a table, whatever they were. */
  static BackoffWeights set(NgramTable table) {
    BackoffWeights weights = new BackoffWeights(table);
    for (int order = 2; order <= table.order(); order++) {
      weights.setContextsOf(order);
    }
    return weights;
  }

  private void setContextsOf(int order) {
    int from = table.firstEntry(order);
    int to = table.firstEntry(order + 1);
    for (int e = from; e < to; e++) {
      left[table.context(e)] += Math.pow(10, table.prob(e));
      leftBelow[table.context(e)] += below(e);
    }
    for (int h = table.firstEntry(order - 1); h < from; h++) {
      if (leftBelow[h] > 0) {
        left[h] = Math.max(1 - left[h], LEAST);
        leftBelow[h] = Math.max(1 - leftBelow[h], LEAST);
        table.set(h, table.prob(h), (float) Math.log10(left[h] / leftBelow[h]));
      }
    }
  }

  /** P(w | h') of an n-gram h w. */
  double below(int entry) {
    return prob(table.suffix(table.context(entry)), table.word(entry));
  }

  /** P(w | h), if h is what a table has of a context. */
  private double prob(int context, int word) {
    double log10 = 0;
    int h = context;
    int found = table.find(h, word);
    while (found == NgramTable.NONE) {
      log10 += table.backoff(h);
      h = table.suffix(h);
      found = table.find(h, word);
    }
    return Math.pow(10, log10 + table.prob(found));
  }

  /** What a context's n-grams leave to others. */
  double left(int context) {
    return left[context];
  }

  /** What the same words leave to others behind the shorter context. */
  double leftBelow(int context) {
    return leftBelow[context];
  }
}
