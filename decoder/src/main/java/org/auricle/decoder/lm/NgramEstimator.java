package org.auricle.decoder.lm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * From counts to probabilities. With a(g) the adjusted count of an n-gram g: the times it was seen
 * if it is of the highest order or begins with {@code <s>}, else the number of different words seen
 * before it; with D the discounts of the order; with h the context w1..wn-1 and h' = w2..wn-1:
 *
 * <pre>
 *   p(w | h) = (a(h w) - D(a(h w))) / a(h *)  +  g(h) p(w | h')
 *   g(h) = (sum over kept h v of D(a(h v)) + sum over left out h v of a(h v)) / a(h *)
 *   p(w | ) = (a(w) - D(a(w))) / a(*)  +  g() / V
 * </pre>
 *
 * (Chen and Goodman 1999, equations 20 to 27; Heafield et al. 2013, section 3; pruning as in
 * lmplz), with V all kept words, {@code <unk>} and {@code </s>} included. a({@code <unk>}) is 0,
 * and {@code <s>} has probability 1. The back-off weight of h is g(h). Discounts and a(h *) are
 * taken before pruning, and what is left out is so by the times it was seen, not by a.
 */
final class NgramEstimator {
  private static final double LEAST_LOG10 = -99; // stands for zero, as in SRILM

  private final NgramCounts counts;
  private final List<String> words;
  private final BitSet dropped; // words
  private final NgramTrainerOptions options;
  private final int[] contexts; // [entries]
  private final double[] probs; // [entries]
  private final double[] totals; // [entries] a(h *)
  private final double[] freed; // [entries] numerator of g(h)
  private final BitSet pruned = new BitSet(); // entries
  private final List<NgramTrainer.Order> orders = new ArrayList<>();

  NgramEstimator(
      NgramCounts counts, List<String> words, BitSet dropped, NgramTrainerOptions options) {
    this.counts = counts;
    this.words = words;
    this.dropped = dropped;
    this.options = options;
    this.contexts = new int[counts.size()];
    this.probs = new double[counts.size()];
    this.totals = new double[counts.size()];
    this.freed = new double[counts.size()];
  }

  /** What there is of each order, from 1, once estimated. */
  List<NgramTrainer.Order> orders() {
    return List.copyOf(orders);
  }

  NgramTable estimate() {
    int[][] entries = byOrder();
    for (int order = 1; order <= options.order(); order++) {
      estimate(order, entries[order - 1]);
    }
    return table(entries);
  }

  private int[][] byOrder() {
    int[] sizes = new int[options.order()];
    for (int e = 1; e < counts.size(); e++) {
      sizes[counts.order(e) - 1]++;
    }
    int[][] entries = new int[options.order()][];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = new int[sizes[i]];
      sizes[i] = 0;
    }
    for (int e = 1; e < counts.size(); e++) {
      int i = counts.order(e) - 1;
      entries[i][sizes[i]++] = e;
    }
    return entries;
  }

  private void estimate(int order, int[] entries) {
    long[] seen = new long[5];
    long kept = 0;
    for (int e : entries) {
      if (adjusted(e) < seen.length) {
        seen[adjusted(e)]++;
      }
      boolean out = isLeftOut(order, e);
      pruned.set(e, out);
      kept += out ? 0 : 1;
    }
    Discounts discounts = discounts(order, seen);
    orders.add(new NgramTrainer.Order(entries.length, kept, discounts));
    for (int e : entries) {
      contexts[e] = context(order, e);
      totals[contexts[e]] += adjusted(e);
      freed[contexts[e]] += pruned.get(e) ? adjusted(e) : discounts.of(adjusted(e));
    }
    double uniform = 1.0 / (kept - 1); // all but <s>
    for (int e : entries) {
      int h = contexts[e];
      double lower = order == 1 ? uniform : probs[counts.parent(e)];
      probs[e] = (adjusted(e) - discounts.of(adjusted(e)) + freed[h] * lower) / totals[h];
    }
    if (order == 1) {
      probs[counts.find(NgramCounts.ROOT, NgramTrainer.BEGIN)] = 1;
    }
  }

  private Discounts discounts(int order, long[] seen) {
    try {
      return Discounts.estimate(order, seen);
    } catch (NgramTrainingException e) {
      return options.fallback().orElseThrow(() -> e);
    }
  }

  private int adjusted(int entry) {
    boolean seen =
        counts.order(entry) == options.order() || counts.first(entry) == NgramTrainer.BEGIN;
    return seen ? counts.count(entry) : counts.children(entry);
  }

  private boolean isLeftOut(int order, int entry) {
    return dropped.get(counts.first(entry))
        || order > 1
            && (counts.count(entry) <= options.threshold(order)
                || pruned.get(counts.parent(entry)));
  }

  /** An n-gram without its last word: what its parent is without it, with the same first word. */
  private int context(int order, int entry) {
    return order == 1
        ? NgramCounts.ROOT
        : counts.find(contexts[counts.parent(entry)], counts.first(entry));
  }

  private NgramTable table(int[][] entries) {
    NgramTable table = new NgramTable();
    int[] places = new int[counts.size()];
    for (int order = 1; order <= entries.length; order++) {
      for (int e : entries[order - 1]) {
        if (pruned.get(e)) {
          continue;
        }
        float prob = log10(probs[e]);
        float backoff = totals[e] > 0 ? log10(freed[e] / totals[e]) : 0;
        if (order == 1) {
          places[e] = table.addUnigram(words.get(counts.last(e)), prob, backoff);
        } else {
          int word = table.word(places[counts.find(NgramCounts.ROOT, counts.last(e))]);
          places[e] = table.add(places[contexts[e]], word, order, prob, backoff);
        }
      }
    }
    return table;
  }

  private static float log10(double x) {
    return (float) Math.max(Math.log10(x), LEAST_LOG10);
  }
}
