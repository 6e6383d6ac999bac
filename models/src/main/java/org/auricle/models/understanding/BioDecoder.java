package org.auricle.models.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The likeliest tags of a sentence among those that make sense: a slot goes on only where it has
 * begun. By Viterbi's algorithm; words are independent given the network, so a step costs nothing
 * but its being allowed.
 */
final class BioDecoder {
  private BioDecoder() {}

  /**
   * A slot that was found.
   *
   * @param slot index among the network's slots
   * @param first its first word
   * @param words how many
   * @param confidence geometric mean of its words' probabilities
   */
  record Span(int slot, int first, int words, double confidence) {}

  /**
   * Finds the likeliest tags.
   *
   * @param tags [words][tags] natural logs
   * @return [words]
   */
  static int[] decode(double[][] tags) {
    int width = tags.length == 0 ? 0 : tags[0].length;
    int[][] from = new int[tags.length][width];
    double[] best = new double[width];
    for (int t = 0; t < tags.length; t++) {
      double[] next = new double[width];
      Arrays.fill(next, Double.NEGATIVE_INFINITY);
      for (int k = 0; k < width; k++) {
        for (int before = 0; before < (t == 0 ? 1 : width); before++) {
          double sum = best[before] + tags[t][k];
          if (UnderstandingConfig.mayFollow(before, k) && sum > next[k]) {
            next[k] = sum;
            from[t][k] = before;
          }
        }
      }
      best = next;
    }
    int[] path = new int[tags.length];
    int last = 0;
    for (int k = 1; k < width; k++) {
      last = best[k] > best[last] ? k : last;
    }
    for (int t = tags.length - 1; t >= 0; t--) {
      path[t] = last;
      last = from[t][last];
    }
    return path;
  }

  /** The slots of a path, in the order of the words. */
  static List<Span> spans(double[][] tags, int[] path) {
    List<Span> spans = new ArrayList<>();
    for (int t = 0; t < path.length; t++) {
      if (UnderstandingConfig.isBegin(path[t])) {
        int end = t + 1;
        double sum = tags[t][path[t]];
        while (end < path.length && UnderstandingConfig.isInside(path[end])) {
          sum += tags[end][path[end]];
          end++;
        }
        double mean = Math.exp(sum / (end - t));
        spans.add(new Span(UnderstandingConfig.slot(path[t]), t, end - t, Math.min(1, mean)));
      }
    }
    return spans;
  }
}
